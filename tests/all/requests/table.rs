//! In: invented item texts. Out: what each asks for, as `text|family|field=value;…`; `null` is a field left open.

pub const TABLE: &str = r#"
Fentanyl patch 25mcg/hr #10|opioid|quantity=10
Butrans patch 10mcg #4|opioid|quantity=4
Norco 10/325 mg, 1 tab po q6h prn, #120, 0 refills|opioid|strength=10/325 mg;quantity=120;refills=0
Percocet 5-325mg sixty tablets|opioid|quantity=60
Tylenol #3 #60|opioid|quantity=60
Hydrocodone-APAP 5/325mg QTY 30 no refills|opioid|quantity=30;refills=0
Oxycodone HCL ER 10mg #60 day supply: 30|opioid|generic=oxycodone ER;daily_mme=30.0;assumed_days=null
Norco 10/325mg #60|opioid|daily_mme=20.0;assumed_days=30
Methadone 10mg #90|opioid|daily_mme=null
Dilaudid 4mg #30|opioid|daily_mme=16.0
Retrospective request for Soma 350mg #30 (DOS: 1/2/2015)|muscle_relaxant|retrospective=true;date_of_service=1/2/2015;quantity=30
Xanax 0.5mg 1 tab bid prn #60|benzodiazepine|quantity=60;daily_units=2.0;as_needed=true
Valium 5 mg #20|benzodiazepine|quantity=20
Naproxen 550 mg one tab bid #60 x2 refills|nsaid|quantity=60;refills=2
Ibuprofen 800 mg tablets 90 count|nsaid|
Two refills of Mobic 15mg #30|nsaid|refills=2;quantity=30
Naproxen 500mg twice daily #40|nsaid|daily_units=2.0
Omeprazole 20 mg DR capsules, quantity of 30|gastroprotective|quantity=30
Gabapentin 300mg cap QTY: 90, RF: 2|anticonvulsant|quantity=90;refills=2
Cymbalta 60 mg daily, 30 capsules|antidepressant|quantity=30
Diclofenac 1% gel 100 grams|topical_analgesic|strength=1%
Topical compound cream: gabapentin 6%, ketamine 10%|topical_analgesic|
Lidocaine 5% ointment, 50 grams with 2 refills|topical_analgesic|refills=2
Compound medication: Gabapentin 10%, Amitriptyline 10% in cream base 210gm|topical_analgesic|package=210gm;strength=null
Ketoprofen 10% in cream base 60g|topical_analgesic|treatment=Ketoprofen;strength=10%
Deprizine, unlisted quantity|compound_medication|unspecified=["quantity"]
Ambien 10mg qhs #30|sleep_aid|quantity=30
Unknown prescription of Lunesta|sleep_aid|unspecified=["quantity"]
Vitamin D 2000 units #100|other_medication|
Amoxicillin 500 mg #21|other_medication|quantity=21;strength=500 mg
Xyzal 5mg #30|other_medication|quantity=30;strength=5mg
Viagra 100mg #10|other_medication|quantity=10
Bilateral L5-S1 TFESI under fluoroscopy|epidural_steroid_injection|body_part=Bilateral L5-S1
ESI L4-5, L5-S1 under fluoroscopy|epidural_steroid_injection|body_part=L4-5, L5-S1
Left L4 and L5 transforaminal epidural steroid injection|epidural_steroid_injection|
Lumbar ESI with TENS unit|epidural_steroid_injection|
Bilateral L4-5 and L5-S1 medial branch blocks|facet_procedure|treatment=medial branch blocks
Radiofrequency ablation L3, L4, L5|facet_procedure|
1 series of 8 trigger point injections|trigger_point_injection|quantity=8
Synvisc injections x 3, right knee|joint_injection|quantity=3;body_part=right knee
Series of 3 hyaluronic acid injections to the left knee|joint_injection|quantity=3;body_part=left knee
Ultrasound guided cortisone injection to the right shoulder|joint_injection|body_part=right shoulder
Left subacromial steroid injection|joint_injection|
Right SI joint injection|joint_injection|treatment=injection
Injection, right trigger finger|joint_injection|
Botox injections 200 units, cervical|other_injection|
Right stellate ganglion block|other_injection|
Greater occipital nerve block, bilateral|other_injection|
Toradol 60mg IM injection|other_injection|
PRP injection left elbow|other_injection|body_part=left elbow
PT 2x6 for the right shoulder|physical_therapy|sessions=12;body_part=right shoulder
Occupational therapy 12 visits, left hand|physical_therapy|sessions=12;body_part=left hand
Aquatic therapy twice a week for four weeks|physical_therapy|sessions=8
Hand therapy 2 x per week x 4 weeks|physical_therapy|sessions=8
Aquatic therapy 2 x week x 4 weeks, 8 visits|physical_therapy|sessions=8;weeks=4
Acupuncture 1x week for 6 weeks|acupuncture|sessions=6;weeks=6
Referral to physical therapy|physical_therapy|
Physical therapy, unspecified frequency|physical_therapy|
Physical therapy twelve (12) visits|physical_therapy|sessions=12
Physical therapy (8) sessions to the left ankle|physical_therapy|sessions=8;body_part=left ankle
Physical therapy 1 to 2 times a week for 5 weeks|physical_therapy|sessions=10
Chiropractic 8 visits cervical spine|chiropractic|sessions=8;body_part=cervical spine
Chiropractic manipulation with TENS|chiropractic|
Acupuncture once a week for 6 weeks|acupuncture|sessions=6
Infrared acupuncture x 6|acupuncture|sessions=6
Cervical traction, 6 sessions|therapy_modality|sessions=6
Massage therapy, 6 visits|therapy_modality|sessions=6
ESWT left heel x 3|therapy_modality|sessions=3
Pulsed ultrasound 6 sessions|therapy_modality|sessions=6
Electrical muscle stimulation 2 times a week for 3 weeks|therapy_modality|sessions=6
Work conditioning 12 sessions|work_conditioning|sessions=12
Work hardening program 3x4|work_conditioning|sessions=12
Gym membership for 6 months|gym_membership|treatment=Gym membership
One year pool membership|gym_membership|
Cognitive behavioral therapy, 6 sessions|psychotherapy|sessions=6
Psychological counseling weekly for 8 weeks|psychotherapy|sessions=8
Psychotherapy x 8|psychotherapy|sessions=8
Psychiatric evaluation|psychological_evaluation|
Neuropsychological testing|psychological_evaluation|
Pain psychology consultation|psychological_evaluation|
Functional restoration program, 80 hours|functional_restoration_program|treatment=Functional restoration program
FRP evaluation|functional_restoration_program|
Chronic pain program, 10 days|functional_restoration_program|
Multidisciplinary evaluation for a pain program|functional_restoration_program|
Partial hospitalization program|functional_restoration_program|
MRI L-spine w/o contrast|imaging|treatment=MRI w/o contrast;body_part=L-spine
Ultrasound of the left shoulder|imaging|body_part=left shoulder
MRI of the right ankle without contrast|imaging|treatment=MRI without contrast;body_part=right ankle
MRI of the pelvis (magnetic resonance imaging)|imaging|treatment=MRI
EMG/NCV BLE|electrodiagnostic|body_part=BLE
Urine toxicology screen|drug_testing|
UDS x 4 per year|drug_testing|
DNA test|laboratory_test|treatment=DNA test
Pharmacogenetic testing|laboratory_test|
Testosterone level|laboratory_test|
CBC, CMP and liver function tests|laboratory_test|
Urinalysis|laboratory_test|
FCE|functional_capacity_evaluation|
Sleep study|other_diagnostic|
Overnight polysomnogram|other_diagnostic|
VNG testing|other_diagnostic|
Autonomic nervous system testing|other_diagnostic|
Right knee arthroscopy with partial medial meniscectomy|surgery|treatment=arthroscopy;body_part=Right knee
Anterior cervical discectomy and fusion C5-6, C6-7|surgery|body_part=C5-6, C6-7
L4-L5 lumbar laminectomy|surgery|body_part=L4-L5 lumbar
Left carpal tunnel release|surgery|treatment=carpal tunnel release
Total knee replacement, left|surgery|treatment=Total knee replacement
Hardware removal right ankle|surgery|body_part=right ankle
Spinal cord stimulator trial|surgery|treatment=Spinal cord stimulator trial
ORIF of the left distal radius|surgery|treatment=ORIF;body_part=left distal radius
Right shoulder manipulation under anesthesia|surgery|body_part=Right shoulder
Left total hip arthroplasty|surgery|body_part=hip
Co-surgeon|surgical_service|treatment=Co-surgeon
Inpatient stay, 2 days|surgical_service|
Post-operative physical therapy 3 times a week for 4 weeks, right shoulder|surgical_service|sessions=12;body_part=right shoulder
Pre-op labs|surgical_service|treatment=Pre-op labs
Cold therapy unit for post-operative use, 7 day rental|surgical_service|treatment=Cold therapy unit
Associated surgical service: TENS unit, 30 day rental|surgical_service|treatment=TENS unit
Interferential unit, 30 day rental|electrical_stimulator|treatment=Interferential unit
H-wave unit purchase|electrical_stimulator|
TENS unit purchase|electrical_stimulator|treatment=TENS unit
TENS unit supplies, 3 months|electrical_stimulator|
Custom orthotics, bilateral feet|orthosis|body_part=bilateral feet
LSO back brace|orthosis|
Left thumb spica splint|orthosis|
CAM boot, right|orthosis|
Hinged knee brace, right knee|orthosis|
Heating pad|hot_cold_therapy|
Bone growth stimulator|other_equipment|
Home cervical traction unit|other_equipment|
Front wheeled walker|other_equipment|
Referral to orthopedic surgeon|consultation|treatment=Referral to orthopedic surgeon
Pain management consultation|consultation|
Consultation with a neurologist|consultation|
Evaluation by a hand surgeon|consultation|
Urology consultation|consultation|treatment=Urology consultation
Consultation and treatment|consultation|unspecified=["specialist"]
Follow-up visit with orthopedic surgeon|office_visit|
Office visits, 4 per year|office_visit|
Re-evaluation in 6 weeks|office_visit|
Home health aide 4 hours a day, 3 days a week for 6 weeks|home_health|
Skilled nursing visits x 6|home_health|sessions=6
Transportation to physical therapy visits|transportation|
Weight loss program|other|
Treatment|other|treatment=null
"#;
