//! The catalogue of the kinds of claim, whose names are a contract.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which grammar reads a kind of claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The phrases of `grammar/claims/` and the row of their marks.
    Marks,
    /// The words of `grammar/lexicon/` and the statements of `grammar/words/`.
    Words,
    /// None yet.
    Nothing,
}

/// Makes the catalogue: each row is a kind with its name and its reader.
macro_rules! catalogue {
    ($($(#[$doc:meta])+ $kind:ident $name:literal $reader:ident;)+) => {
        /// What a claim asserts. The names are those that `imrcheck extract --format json` prints.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind {
            $($(#[$doc])+ $kind,)+
        }

        impl Kind {
            /// Every kind, in the order of the catalogue.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$kind),+];

            /// The contract's name, such as `functional_improvement`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }

            /// Which grammar reads it.
            pub const fn reader(self) -> Reader {
                match self {
                    $(Self::$kind => Reader::$reader,)+
                }
            }
        }
    };
}

catalogue! {
    // Treatment history
    /// Since when, or for how long, a drug or therapy has been used.
    TreatmentDuration "treatment_duration" Words;
    /// A treatment has been used or completed.
    TreatmentTried "treatment_tried" Words;
    /// How many visits, sessions or injections were had or authorized.
    PriorSessions "prior_sessions" Words;
    /// An adequate course of conservative care was tried and failed.
    ConservativeCare "conservative_care" Words;
    /// First-line drugs were tried and failed, or are contraindicated.
    FirstLineFailure "first_line_failure" Words;
    /// The patient cannot tolerate oral or first-choice drugs.
    Intolerance "intolerance" Words;
    /// An independent home exercise program is in place or was taught.
    HomeExercise "home_exercise" Words;
    /// An imaging or electrodiagnostic study of the region was already done.
    PriorStudy "prior_study" Marks;
    // Response to treatment
    /// Function improved with treatment, objectively or as described.
    FunctionalImprovement "functional_improvement" Marks;
    /// Activities of daily living improved (documented) or are limited (denied).
    DailyActivities "daily_activities" Marks;
    /// Pain is less with the treatment.
    PainRelief "pain_relief" Marks;
    /// Pain, function or findings are getting worse.
    SymptomWorsening "symptom_worsening" Marks;
    /// Working, modified, off work or retired.
    WorkStatus "work_status" Marks;
    /// A numeric pain score.
    PainScore "pain_score" Marks;
    // Monitoring
    /// A urine drug test was done.
    DrugTest "drug_test" Marks;
    /// A pain contract or opioid agreement exists.
    OpioidAgreement "opioid_agreement" Marks;
    /// Risk of misuse was assessed.
    RiskAssessment "risk_assessment" Marks;
    /// A detailed pain assessment is recorded.
    PainAssessment "pain_assessment" Marks;
    /// Side effects were discussed or looked for.
    SideEffects "side_effects" Marks;
    /// Misuse, early refills, diversion or inconsistent use.
    AberrantBehavior "aberrant_behavior" Marks;
    /// CURES or another monitoring program was checked.
    PdmpCheck "pdmp_check" Marks;
    /// A taper or weaning was planned or tried.
    WeaningPlan "weaning_plan" Marks;
    /// Goals or a treatment plan with expected benefit are stated.
    TreatmentGoals "treatment_goals" Marks;
    // Condition
    /// An acute injury phase, flare-up or acute exacerbation is present.
    AcuteExacerbation "acute_exacerbation" Marks;
    /// Examination findings that bear on the request are recorded.
    ObjectiveFindings "objective_findings" Marks;
    /// Specific functional limits are recorded.
    FunctionalDeficit "functional_deficit" Marks;
    /// Radicular symptoms or signs.
    Radiculopathy "radiculopathy" Marks;
    /// Motor, sensory or reflex loss on examination.
    NeurologicalDeficit "neurological_deficit" Marks;
    /// Neuropathic pain or its diagnosis.
    NeuropathicPain "neuropathic_pain" Marks;
    /// Imaging or electrodiagnosis shows the pathology that the request treats.
    ImagingConfirmation "imaging_confirmation" Marks;
    /// Fracture, tumor, infection, cauda equina or progressive deficit.
    RedFlag "red_flag" Marks;
    /// Spasm.
    MuscleSpasm "muscle_spasm" Marks;
    /// Circumscribed trigger points with twitch response and referred pain.
    TriggerPoints "trigger_points" Marks;
    /// Ulcer, bleeding, dyspepsia, high-dose or multiple NSAIDs, age over 65 with NSAID.
    GastrointestinalRisk "gastrointestinal_risk" Marks;
    /// Depression, anxiety, sleep disturbance, suicidal thoughts.
    PsychologicalSymptoms "psychological_symptoms" Marks;
    /// A disease that bears on the request.
    Comorbidity "comorbidity" Marks;
    /// An operation or invasive procedure is planned or considered.
    SurgeryPlanned "surgery_planned" Marks;
    // The request itself
    /// The request, dose, quantity, region, specialist or test is not specified.
    RequestUnclear "request_unclear" Marks;
    /// A reason for the request is given.
    Rationale "rationale" Marks;
    /// The quantity, dose, duration or number of sessions asked for is over a limit.
    ExceedsLimit "exceeds_limit" Marks;
    /// The same thing was already authorized, done, or is asked for twice.
    DuplicateRequest "duplicate_request" Marks;
    /// The procedure that this item serves was found necessary (documented) or not (denied).
    PrimaryProcedure "primary_procedure" Marks;
    /// Something that this request needs is missing or not so, and no other kind names it.
    OtherRequirement "other_requirement" Nothing;
}

impl Kind {
    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
