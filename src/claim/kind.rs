//! In: nothing. Out: [`Kind`], the kinds of claim of the catalogue, whose names are a contract.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a claim asserts. The names are those that `imrcheck extract --format json` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    // Treatment history
    /// Since when, or for how long, a drug or therapy has been used.
    TreatmentDuration,
    /// A treatment has been used or completed.
    TreatmentTried,
    /// How many visits, sessions or injections were had or authorised.
    PriorSessions,
    /// An adequate course of conservative care was tried and failed.
    ConservativeCare,
    /// First-line drugs were tried and failed, or are contraindicated.
    FirstLineFailure,
    /// The patient cannot tolerate oral or first-choice drugs.
    Intolerance,
    /// An independent home exercise programme is in place or was taught.
    HomeExercise,
    /// An imaging or electrodiagnostic study of the region was already done.
    PriorStudy,
    // Response to treatment
    /// Function improved with treatment, objectively or as described.
    FunctionalImprovement,
    /// Activities of daily living improved (documented) or are limited (denied).
    DailyActivities,
    /// Pain is less with the treatment.
    PainRelief,
    /// Pain, function or findings are getting worse.
    SymptomWorsening,
    /// Working, modified, off work or retired.
    WorkStatus,
    /// A numeric pain score.
    PainScore,
    // Monitoring
    /// A urine drug test was done.
    DrugTest,
    /// A pain contract or opioid agreement exists.
    OpioidAgreement,
    /// Risk of misuse was assessed.
    RiskAssessment,
    /// A detailed pain assessment is recorded.
    PainAssessment,
    /// Side effects were discussed or looked for.
    SideEffects,
    /// Misuse, early refills, diversion or inconsistent use.
    AberrantBehavior,
    /// CURES or another monitoring programme was checked.
    PdmpCheck,
    /// A taper or weaning was planned or tried.
    WeaningPlan,
    /// Goals or a treatment plan with expected benefit are stated.
    TreatmentGoals,
    // Condition
    /// An acute injury phase, flare-up or acute exacerbation is present.
    AcuteExacerbation,
    /// Examination findings that bear on the request are recorded.
    ObjectiveFindings,
    /// Specific functional limits are recorded.
    FunctionalDeficit,
    /// Radicular symptoms or signs.
    Radiculopathy,
    /// Motor, sensory or reflex loss on examination.
    NeurologicalDeficit,
    /// Neuropathic pain or its diagnosis.
    NeuropathicPain,
    /// Imaging or electrodiagnosis shows the pathology that the request treats.
    ImagingConfirmation,
    /// Fracture, tumour, infection, cauda equina or progressive deficit.
    RedFlag,
    /// Spasm.
    MuscleSpasm,
    /// Circumscribed trigger points with twitch response and referred pain.
    TriggerPoints,
    /// Ulcer, bleeding, dyspepsia, high-dose or multiple NSAIDs, age over 65 with NSAID.
    GastrointestinalRisk,
    /// Depression, anxiety, sleep disturbance, suicidal thoughts.
    PsychologicalSymptoms,
    /// A disease that bears on the request.
    Comorbidity,
    /// An operation or invasive procedure is planned or considered.
    SurgeryPlanned,
    // The request itself
    /// The request, dose, quantity, region, specialist or test is not specified.
    RequestUnclear,
    /// A reason for the request is given.
    Rationale,
    /// The quantity, dose, duration or number of sessions asked for is over a limit.
    ExceedsLimit,
    /// The same thing was already authorised, done, or is asked for twice.
    DuplicateRequest,
    /// The procedure that this item serves was found necessary (documented) or not (denied).
    PrimaryProcedure,
    /// Something that this request needs is missing or not so, and no other kind names it.
    OtherRequirement,
}

impl Kind {
    /// Every kind, in the order of the catalogue.
    pub const ALL: [Self; 43] = [
        Self::TreatmentDuration,
        Self::TreatmentTried,
        Self::PriorSessions,
        Self::ConservativeCare,
        Self::FirstLineFailure,
        Self::Intolerance,
        Self::HomeExercise,
        Self::PriorStudy,
        Self::FunctionalImprovement,
        Self::DailyActivities,
        Self::PainRelief,
        Self::SymptomWorsening,
        Self::WorkStatus,
        Self::PainScore,
        Self::DrugTest,
        Self::OpioidAgreement,
        Self::RiskAssessment,
        Self::PainAssessment,
        Self::SideEffects,
        Self::AberrantBehavior,
        Self::PdmpCheck,
        Self::WeaningPlan,
        Self::TreatmentGoals,
        Self::AcuteExacerbation,
        Self::ObjectiveFindings,
        Self::FunctionalDeficit,
        Self::Radiculopathy,
        Self::NeurologicalDeficit,
        Self::NeuropathicPain,
        Self::ImagingConfirmation,
        Self::RedFlag,
        Self::MuscleSpasm,
        Self::TriggerPoints,
        Self::GastrointestinalRisk,
        Self::PsychologicalSymptoms,
        Self::Comorbidity,
        Self::SurgeryPlanned,
        Self::RequestUnclear,
        Self::Rationale,
        Self::ExceedsLimit,
        Self::DuplicateRequest,
        Self::PrimaryProcedure,
        Self::OtherRequirement,
    ];

    /// The contract's name, such as `functional_improvement`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TreatmentDuration => "treatment_duration",
            Self::TreatmentTried => "treatment_tried",
            Self::PriorSessions => "prior_sessions",
            Self::ConservativeCare => "conservative_care",
            Self::FirstLineFailure => "first_line_failure",
            Self::Intolerance => "intolerance",
            Self::HomeExercise => "home_exercise",
            Self::PriorStudy => "prior_study",
            Self::FunctionalImprovement => "functional_improvement",
            Self::DailyActivities => "daily_activities",
            Self::PainRelief => "pain_relief",
            Self::SymptomWorsening => "symptom_worsening",
            Self::WorkStatus => "work_status",
            Self::PainScore => "pain_score",
            Self::DrugTest => "drug_test",
            Self::OpioidAgreement => "opioid_agreement",
            Self::RiskAssessment => "risk_assessment",
            Self::PainAssessment => "pain_assessment",
            Self::SideEffects => "side_effects",
            Self::AberrantBehavior => "aberrant_behavior",
            Self::PdmpCheck => "pdmp_check",
            Self::WeaningPlan => "weaning_plan",
            Self::TreatmentGoals => "treatment_goals",
            Self::AcuteExacerbation => "acute_exacerbation",
            Self::ObjectiveFindings => "objective_findings",
            Self::FunctionalDeficit => "functional_deficit",
            Self::Radiculopathy => "radiculopathy",
            Self::NeurologicalDeficit => "neurological_deficit",
            Self::NeuropathicPain => "neuropathic_pain",
            Self::ImagingConfirmation => "imaging_confirmation",
            Self::RedFlag => "red_flag",
            Self::MuscleSpasm => "muscle_spasm",
            Self::TriggerPoints => "trigger_points",
            Self::GastrointestinalRisk => "gastrointestinal_risk",
            Self::PsychologicalSymptoms => "psychological_symptoms",
            Self::Comorbidity => "comorbidity",
            Self::SurgeryPlanned => "surgery_planned",
            Self::RequestUnclear => "request_unclear",
            Self::Rationale => "rationale",
            Self::ExceedsLimit => "exceeds_limit",
            Self::DuplicateRequest => "duplicate_request",
            Self::PrimaryProcedure => "primary_procedure",
            Self::OtherRequirement => "other_requirement",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
