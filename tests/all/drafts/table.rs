//! In: nothing. Out: short notes of many shapes, each with the requests that a reader finds in it.

/// A note and its requests.
pub type Case = (&'static str, &'static [&'static str]);

pub const CASES: &[Case] = &[
    (
        "PLAN:\nMRI lumbar spine w/o contrast - r/o HNP\nStart gabapentin 300 mg TID #90\nIncrease Cymbalta to 60 mg #30",
        &["MRI lumbar spine w/o contrast", "gabapentin 300 mg TID #90", "Cymbalta to 60 mg #30"],
    ),
    ("Tx plan:\nPT 2x/wk x 4 wks R shoulder", &["PT 2x/wk x 4 wks R shoulder"]),
    ("Request add'l PT 2x4 R shoulder.", &["add'l PT 2x4 R shoulder"]),
    ("I would like to proceed with a right L5-S1 TFESI.", &["a right L5-S1 TFESI"]),
    ("I would like to repeat the MRI of the left knee.", &["repeat the MRI of the left knee"]),
    ("Request for repeat MRI of the left knee.", &["repeat MRI of the left knee"]),
    ("I recommend a left L5-S1 epidural steroid injection.", &["a left L5-S1 epidural steroid injection"]),
    ("I recommend against surgery at this time.", &[]),
    ("I would obtain an MRI of the lumbar spine without contrast.", &["an MRI of the lumbar spine without contrast"]),
    ("REQUEST FOR AUTHORIZATION - ATTACHED REPORT", &[]),
    (
        "Plan:\nLeft shoulder arthroscopy\nUltrasling\nCold therapy unit x 7 days\nPre-op labs/EKG\nPost-operative PT 2x6",
        &[
            "Left shoulder arthroscopy",
            "Ultrasling",
            "Cold therapy unit x 7 days",
            "Pre-op labs/EKG",
            "Post-operative PT 2x6",
        ],
    ),
    ("Plan:\nCont gabapentin 300 mg tid - has enough\nContinue Mobic 15 mg, no refill needed", &[]),
    (
        "Plan:\n1. Front wheeled walker w/ seat\n2. Triple phase bone scan",
        &["Front wheeled walker w/ seat", "Triple phase bone scan"],
    ),
    ("Will submit RFA for L4-5 ESI.", &["L4-5 ESI"]),
    ("We will submit a request for authorization for 6 visits of acupuncture.", &["6 visits of acupuncture"]),
    (
        "Plan: Norco 10/325mg #60 last filled 3/1/15, no refill needed.\nMRI of the lumbar spine.",
        &["MRI of the lumbar spine"],
    ),
    ("Auth requested: acupuncture 6 visits", &["acupuncture 6 visits"]),
    (
        "Requests:\nMRI left shoulder\nPT 2x6\nTerocin lotion\n\nThank you,\nSigned",
        &["MRI left shoulder", "PT 2x6", "Terocin lotion"],
    ),
    (
        "Medications requested:\n- Norco 10/325 mg #90\n  for pain, may not drive\n- Senna 8.6 mg #60\nWork status: TTD",
        &["Norco 10/325 mg #90 for pain, may not drive", "Senna 8.6 mg #60"],
    ),
    (
        "PLAN\n- Continue Norco 10/325 #120, no change\n- Continue PT x6 for the neck\n- Continue HEP\n- UDS performed today, results pending\n- RTC 4 wks",
        &["Norco 10/325 #120, no change", "PT x6 for the neck"],
    ),
    (
        "Treatment Plan:\nI recommend an MRI of the cervical spine to rule out disc herniation. The patient needs a new lumbar brace. Refer to a hand surgeon. He will continue to work.",
        &["an MRI of the cervical spine to rule out disc herniation", "a new lumbar brace", "Refer to a hand surgeon"],
    ),
    (
        "Request for authorization:\n(1) Chiropractic 2x4 (2) TENS unit 30-day trial (3) Motrin 800 mg #90",
        &["Chiropractic 2x4", "TENS unit 30-day trial", "Motrin 800 mg #90"],
    ),
    ("Subjective: better. Objective: normal. Plan: Return to work full duty. Discharge from care.", &[]),
    (
        "Plan: 1. Voltaren gel 1% 100 g, 2 tubes. 2. Flexor strengthening at home. 3. EMG and NCV of both arms. 4. Next visit in six weeks.",
        &["Voltaren gel 1% 100 g, 2 tubes", "EMG and NCV of both arms"],
    ),
    (
        "Requested: compound cream of ketoprofen 10%, gabapentin 6%, and lidocaine 5%, 240 grams; Norco 10/325mg #120 with 1 refill",
        &[
            "compound cream of ketoprofen 10%, gabapentin 6%, and lidocaine 5%, 240 grams",
            "Norco 10/325mg #120 with 1 refill",
        ],
    ),
    (
        "ASSESSMENT/PLAN\n1. Lumbar radiculopathy: MRI reviewed. Request authorization for right L5 selective nerve root block.\n2. Insomnia: refill trazodone 50 mg #30.\n3. Depression: she sees a psychologist.",
        &["right L5 selective nerve root block", "trazodone 50 mg #30"],
    ),
    (
        "We respectfully request authorization to perform left knee arthroscopy with partial meniscectomy, post-operative physical therapy 2x6, and a cold therapy unit for 7 days.\n",
        &[
            "left knee arthroscopy with partial meniscectomy",
            "post-operative physical therapy 2x6",
            "a cold therapy unit for 7 days",
        ],
    ),
    (
        "Please authorize the following:\n* Pain psychology evaluation\n* Six sessions of CBT\n\nSincerely",
        &["Pain psychology evaluation", "Six sessions of CBT"],
    ),
    (
        "Norco 10/325 #60 was denied on 3/1/2015. He takes Norco 10/325 mg twice a day. Physical therapy was helpful.",
        &[],
    ),
    (
        "Current Medications:\nNorco 10/325 mg #120\nSoma 350 mg #60\n\nPlan: Authorization for six visits of acupuncture to the low back is requested. Stop Soma 350 mg.",
        &["six visits of acupuncture to the low back"],
    ),
    (
        "Medication    Dose     Frequency\nNorco   10/325mg   tid\nSoma    350mg     qhs\n\nRequest: Norco 10/325mg #90\n",
        &["Norco 10/325mg #90"],
    ),
    (
        "Treatment requested\n\n  Drug            Strength   Qty   Refills\n  Cymbalta        60 mg      30    2\n  Lidoderm patch  5%         60\n\nWork status: modified",
        &["Cymbalta 60 mg, quantity 30, refills 2", "Lidoderm patch 5%, quantity 60"],
    ),
    (
        "Recommendations:\n1) Physical therapy\n   a) 2 times a week\n   b) for 4 weeks\n2) MRI right knee\n",
        &["Physical therapy 2 times a week for 4 weeks", "MRI right knee"],
    ),
    (
        "RFA: Facet injections bilateral L4-L5, L5-S1, and urine drug screen\nHistory: 45 y/o F with LBP since DOI 1/2/2010.",
        &["Facet injections bilateral L4-L5, L5-S1", "urine drug screen"],
    ),
    (
        "Plan: She will start a course of 6 acupuncture visits. Continue ibuprofen as needed. Authorization pending for MRI.",
        &["a course of 6 acupuncture visits"],
    ),
    (
        "I am requesting authorization for:\n1. Left L5-S1 TFESI\n2. Ultram 50mg #60\nRationale: The patient failed conservative care. MRI shows a protrusion.\n1. Pain is worse.",
        &["Left L5-S1 TFESI", "Ultram 50mg #60"],
    ),
    (
        "DIAGNOSIS: Knee sprain\nTREATMENT REQUEST: Synvisc injection, right knee, series of three\nFREQUENCY: weekly\nDURATION: 3 weeks\n",
        &["Synvisc injection, right knee, series of three weekly for 3 weeks"],
    ),
    ("P: cont. naproxen 500 mg #60; request ortho consult; f/u 3 wks\n", &["naproxen 500 mg #60", "ortho consult"]),
    (
        "Requests\n• Home health aide 4 hrs/day x 2 weeks\n• Transportation to and from visits\n• Wheelchair rental\n\nFOLLOW UP: 6 weeks",
        &["Home health aide 4 hrs/day x 2 weeks", "Transportation to and from visits", "Wheelchair rental"],
    ),
    (
        "I have asked the carrier for her records. She requests a letter for school. Her request for acupuncture was denied last year. No treatment is requested today.",
        &[],
    ),
    (
        "At this time I am requesting that the patient be authorized for 12 sessions of aquatic therapy.",
        &["12 sessions of aquatic therapy"],
    ),
    (
        "HISTORY: 44 year old male.\nPLAN OF CARE\n- Lumbar MRI w/o contrast, 3T\n- Increase gabapentin to 600 mg tid\n- Neurosurgery referral\n- Smoking cessation\n",
        &["Lumbar MRI w/o contrast, 3T", "gabapentin to 600 mg tid", "Neurosurgery referral"],
    ),
    (
        "Discussion. The patient has failed therapy. Therefore, I request authorization for right carpal tunnel release, with pre-operative labs and EKG. She is to remain off work.",
        &["right carpal tunnel release, with pre-operative labs and EKG"],
    ),
    (
        "TREATMENT REQUESTS:\nA. Aqua therapy, 8 sessions\nB. Topical lidocaine 5% ointment 50 g\nC. Return visit to Dr. Doe\n\nDISABILITY STATUS: TPD",
        &["Aqua therapy, 8 sessions", "Topical lidocaine 5% ointment 50 g", "Return visit to Dr. Doe"],
    ),
    (
        "Plan: Continue current medications. UDS next visit. Follow-up with psychologist. Await QME report. Off work.",
        &[],
    ),
    (
        "Requesting authorization for Norco 10/325 #60, Flexeril 7.5 mg #30 and Prilosec 20 mg #60",
        &["Norco 10/325 #60", "Flexeril 7.5 mg #30", "Prilosec 20 mg #60"],
    ),
    ("Rx:\nTramadol ER 150 mg #30\nRelafen 750mg #60\nRTC: 4 weeks", &["Tramadol ER 150 mg #30", "Relafen 750mg #60"]),
    (
        "Service requested | Code | Units\nShockwave therapy left heel | 0101T | 3\nOrthotics, custom | L3000 | 2",
        &["Shockwave therapy left heel, quantity 3", "Orthotics, custom, quantity 2"],
    ),
    (
        "Objective: ROM limited. UDS 1/2015 negative.\n\nRequested Treatment (see instructions for guidance; attach additional pages if necessary)\nDiagnosis      ICD     Service/Good Requested     CPT      Other Information\nKnee OA        715.96  Synvisc-One injection      J7325    1 per knee, ultrasound guided\nKnee OA        715.96  Knee sleeve                         1\n\nRequesting Physician Signature: x",
        &["Synvisc-One injection 1 per knee, ultrasound guided", "Knee sleeve"],
    ),
    (
        "We are asking for approval of a functional restoration program, 160 hours.\n",
        &["a functional restoration program, 160 hours"],
    ),
    ("The prior request for MRI was non-certified. The adjuster authorized PT. I reviewed the RFA.\n", &[]),
    ("Request: none at this time.\n", &[]),
    (
        "Request: Retrospective urine drug screen (DOS 2/3/2015), and Ambien 10mg #30, 2 refills.\nHe sleeps poorly.",
        &["Retrospective urine drug screen (DOS 2/3/2015)", "Ambien 10mg #30, 2 refills"],
    ),
    ("ORDERS\n[x] X-rays right hand\n[ ] CT\n[x] Thumb spica splint\n", &["X-rays right hand", "Thumb spica splint"]),
    (
        "Impression: 1. Neck strain. 2. Shoulder strain.\nPlan: 1. Chiropractic care 2x3 neck. 2. Naprosyn 500 mg #60. 3. Modified work. 4. Recheck 3 weeks.",
        &["Chiropractic care 2x3 neck", "Naprosyn 500 mg #60"],
    ),
    (
        "Medications Requested:\nOxycontin 20 mg, one po q12h, #60\nColace 100 mg, one po bid, #60\n\nProcedures Requested:\nLeft stellate ganglion block\n\nJustification: CRPS.",
        &["Oxycontin 20 mg, one po q12h, #60", "Colace 100 mg, one po bid, #60", "Left stellate ganglion block"],
    ),
    ("It is requested that the patient undergo a sleep study.\n", &["a sleep study"]),
    (
        "RECOMMENDATION: I would like to request 10 sessions of work hardening. He may return to light work.",
        &["10 sessions of work hardening"],
    ),
    (
        "Treatment to date: physical therapy 12 visits, MRI 3/2014.\nPending: EMG.\nRequested today: Lidopro cream 121 g; TENS patches x 2 pairs",
        &["Lidopro cream 121 g", "TENS patches x 2 pairs"],
    ),
    (
        "REQUESTED SERVICES\nDiagnosis: Lumbago (724.2)\nProcedure requested: Bilateral L4-S1 medial branch blocks\nCPT: 64493, 64494\nQty: 1\nProcedure requested: Moderate sedation\nCPT: 99144\nQty: 1\n",
        &["Bilateral L4-S1 medial branch blocks", "Moderate sedation"],
    ),
    (
        "Visit 3/4/2016. 29 y/o F s/p fall.\nS: R wrist pain 4/10.\nO: mild swelling.\nA: sprain\nP: wrist brace R; OT 2x4; Mobic 15 mg #30; recheck 2 wks",
        &["wrist brace R", "OT 2x4", "Mobic 15 mg #30"],
    ),
    (
        "TREATMENT PLAN:\nThe patient is to continue Tramadol 50 mg #60 as it helps. I am requesting authorization for a right knee MRI. Request a follow-up visit in 6 weeks.\nWORK STATUS: modified.",
        &["Tramadol 50 mg #60", "a right knee MRI", "a follow-up visit in 6 weeks"],
    ),
    (
        "Requests for authorization:\n1. Lumbar fusion L5-S1\n2. Assistant surgeon\n3. Two day inpatient stay\n4. LSO brace\n5. Medical clearance\n",
        &["Lumbar fusion L5-S1", "Assistant surgeon", "Two day inpatient stay", "LSO brace", "Medical clearance"],
    ),
    (
        "Treatment requested: 1. Botox injections for migraine, 155 units. 2. Neurology follow-up. Rationale: Headaches 20 days a month.",
        &["Botox injections for migraine, 155 units", "Neurology follow-up"],
    ),
    (
        "We are submitting an RFA for six sessions of biofeedback and Cymbalta 30mg #30.",
        &["six sessions of biofeedback", "Cymbalta 30mg #30"],
    ),
    (
        "Plan\nMedications: Percocet 5/325 #30, Robaxin 750 mg #60\nTherapy: PT twice a week for 4 weeks\nImaging: none\nWork: no lifting",
        &["Percocet 5/325 #30", "Robaxin 750 mg #60", "PT twice a week for 4 weeks"],
    ),
    ("The patient had an MRI. She had PT. She takes Norco. Plan: home exercises, return as needed.", &[]),
    (
        "DIAGNOSIS | ICD-10 | GOODS REQUESTED | HCPCS | OTHER\nCRPS | G90.50 | Ketamine infusion | J3490 | 5 consecutive days\nCRPS | G90.50 | Desensitization therapy | 97112 | 12\n",
        &["Ketamine infusion 5 consecutive days", "Desensitization therapy, quantity 12"],
    ),
    (
        "Authorization requested for: bilateral hearing aids with batteries for one year\n",
        &["bilateral hearing aids with batteries for one year"],
    ),
    (
        "Assessment & Plan: Shoulder impingement - Order subacromial cortisone injection, left. Cervicalgia - acupuncture x 6. Anxiety - she declines medication.",
        &["subacromial cortisone injection, left", "acupuncture x 6"],
    ),
    (
        "I would appreciate authorization for a second epidural steroid injection at L5-S1.",
        &["a second epidural steroid injection at L5-S1"],
    ),
    (
        "Requested Procedure: L4-5 microdiscectomy\nFacility: surgery center\nRequested Medication: Keflex 500 mg #20; Norco 10/325mg #40\n",
        &["L4-5 microdiscectomy", "Keflex 500 mg #20", "Norco 10/325mg #40"],
    ),
    (
        "Plan:\n- Medication refills: Norco 10/325 #90; Neurontin 600 mg #90\n- UDS to be done at next visit\n- Await authorization of knee MRI\n- Ice\n",
        &["Norco 10/325 #90", "Neurontin 600 mg #90"],
    ),
    (
        "Request:\n\n   • Psychiatric consultation\n\n   • Wellbutrin XL 150 mg #30\n\nDate: 4/4/2015",
        &["Psychiatric consultation", "Wellbutrin XL 150 mg #30"],
    ),
    (
        "She wants to know if surgery is possible. We discussed acupuncture. Physical therapy is to be continued at home. Signed 3/3/2014",
        &[],
    ),
    (
        "Requested authorization:\n1) Percocet 10/325 #100\n2) Interferential unit, 60 day rental\n3) Ergonomic chair\n",
        &["Percocet 10/325 #100", "Interferential unit, 60 day rental", "Ergonomic chair"],
    ),
    (
        "Diagnosis\tRequested treatment\tFrequency\tDuration\nPTSD\tIndividual psychotherapy\t1x/wk\t12 weeks\nPTSD\tMedication management\t1x/mo\t6 months\n",
        &["Individual psychotherapy 1x/wk for 12 weeks", "Medication management 1x/mo for 6 months"],
    ),
    (
        "REQUEST\nMRI, left hip\nArthrogram, left hip\n\nDiscussion\nThe labrum may be torn.",
        &["MRI, left hip", "Arthrogram, left hip"],
    ),
    ("Plan: We await authorization for surgery. PT on hold. Norco not refilled. See me in 2 weeks.", &[]),
    (
        "Service/Good Requested: Lumbar epidural injection L5-S1\nCPT code: 62311\nFrequency: one time\nService/Good Requested: Post-injection visit\nQuantity: 1\n",
        &["Lumbar epidural injection L5-S1 one time", "Post-injection visit"],
    ),
    (
        "The following medications are requested: Gralise 600 mg #90, Nucynta 75 mg #90, and Senokot #60.",
        &["Gralise 600 mg #90", "Nucynta 75 mg #90", "Senokot #60"],
    ),
    (
        "Recommendations\n\nThe patient should have an MR arthrogram of the right shoulder. I have asked for the operative report. Twelve visits of physical therapy are requested.",
        &["an MR arthrogram of the right shoulder", "Twelve visits of physical therapy"],
    ),
    (
        "Date: 3/3/2015\nTo whom it may concern: I write to request authorization for an inpatient detoxification program. She has failed weaning.\n",
        &["an inpatient detoxification program"],
    ),
    (
        "Subjective: The patient requests a refill. Assessment: stable. Plan: Renew Butrans 10 mcg/hr #4. Follow-up in 1 month.",
        &["Butrans 10 mcg/hr #4"],
    ),
    ("Request:\n1.1. Physical therapy 2x6\n1.2. Norco 10/325mg #60", &["Physical therapy 2x6", "Norco 10/325mg #60"]),
];
