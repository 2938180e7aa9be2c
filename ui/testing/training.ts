// The training library of the sample, in part: as `cadre training` tells it.
import type { TrainingView } from "../src/lib/ipc/types";

export const training: TrainingView = {
  "title": "7 training items; the cost of five and the hours of five are estimates",
  "currency": "EUR",
  "items": [
    {
      "key": "isaca-aaia",
      "name": "AAIA",
      "provider": "ISACA",
      "address": "https://isaca.org/credentialing/aaia",
      "delivery": "certificate",
      "delivery_name": "certificate",
      "prior_knowledge": null,
      "prior_words": "not stated",
      "vendor_neutrality": "agnostic",
      "neutrality_name": "Vendor-agnostic",
      "requires": "a CISA or the like",
      "cost": 760.0,
      "cost_words": "760",
      "hours": 40.0,
      "pass_rate": 0.8,
      "estimated": {
        "cost": true,
        "hours": true,
        "pass_rate": true
      },
      "estimates": "cost, hours and pass rate",
      "lifts": [
        {
          "competency": "ml-audit",
          "name": "ML security audit",
          "area": "ml-secops",
          "area_name": "ML SecOps",
          "from": 1,
          "to": 3,
          "from_words": "Collects evidence for an ML audit with help",
          "to_words": "Plans and runs an ML audit alone and defends its findings"
        },
        {
          "competency": "control-testing",
          "name": "Control testing",
          "area": "security-controls",
          "area_name": "Security controls",
          "from": 2,
          "to": 3,
          "from_words": "Tests known controls and writes up findings; work is reviewed",
          "to_words": "Plans and runs tests alone and defends the findings"
        }
      ],
      "shipped": true,
      "sources": [
        {
          "what": "Cost",
          "text": "estimate, edit me; sources give $459 and $599, or $575 and $760: the highest is taken; in USD, taken as EUR: amounts are not converted"
        },
        {
          "what": "Hours",
          "text": "estimate, edit me; the examination is 90 questions in 150 minutes, the rest is preparation"
        },
        {
          "what": "Pass rate",
          "text": "estimate, edit me; no provider publishes one"
        },
        {
          "what": "Neutrality",
          "text": "judged from the provider"
        },
        {
          "what": "Lifts",
          "text": "Cadre's own reading of what the item teaches: edit me"
        },
        {
          "what": "Found in",
          "text": "links of TalEliyahu/Awesome-AI-Security, ottosulin/awesome-ai-security, RiccardoBiosas/awesome-MLSecOps and jassics/security-study-plan"
        }
      ]
    },
    {
      "key": "iapp-aigp",
      "name": "AIGP",
      "provider": "IAPP",
      "address": "https://iapp.org/certify/aigp",
      "delivery": "certificate",
      "delivery_name": "certificate",
      "prior_knowledge": null,
      "prior_words": "not stated",
      "vendor_neutrality": "agnostic",
      "neutrality_name": "Vendor-agnostic",
      "requires": "nothing",
      "cost": 799.0,
      "cost_words": "799",
      "hours": 40.0,
      "pass_rate": 0.8,
      "estimated": {
        "cost": true,
        "hours": true,
        "pass_rate": true
      },
      "estimates": "cost, hours and pass rate",
      "lifts": [
        {
          "competency": "ethics-in-design",
          "name": "Ethics in design",
          "area": "llm-secops",
          "area_name": "LLM SecOps",
          "from": 1,
          "to": 2,
          "from_words": "Fills in the ethics checklist of a use case with help",
          "to_words": "Finds harms and affected groups of a common use case; work is reviewed"
        },
        {
          "competency": "policy-and-compliance",
          "name": "Policy and compliance",
          "area": "governance-and-risk",
          "area_name": "Governance and risk",
          "from": 1,
          "to": 2,
          "from_words": "Gathers compliance evidence by the list, with help",
          "to_words": "Maps requirements to controls and writes policy; work is reviewed"
        },
        {
          "competency": "model-transparency",
          "name": "Transparency and bias",
          "area": "ml-secops",
          "area_name": "ML SecOps",
          "from": 0,
          "to": 1,
          "from_words": "Has not tested a model for bias or explained its outputs",
          "to_words": "Fills in a model card and runs the bias report with help"
        }
      ],
      "shipped": true,
      "sources": [
        {
          "what": "Cost",
          "text": "IAPP: $649 or $799, the higher is taken; in USD, taken as EUR: amounts are not converted"
        },
        {
          "what": "Hours",
          "text": "estimate, edit me; the examination is 100 questions, the rest is preparation"
        },
        {
          "what": "Pass rate",
          "text": "estimate, edit me; no provider publishes one"
        },
        {
          "what": "Neutrality",
          "text": "judged from the provider"
        },
        {
          "what": "Lifts",
          "text": "Cadre's own reading of what the item teaches: edit me"
        },
        {
          "what": "Found in",
          "text": "links of TalEliyahu/Awesome-AI-Security, ottosulin/awesome-ai-security, RiccardoBiosas/awesome-MLSecOps and jassics/security-study-plan"
        }
      ]
    },
    {
      "key": "briefing-workshop",
      "name": "Briefing workshop",
      "provider": "Halden Mutual",
      "address": "",
      "delivery": "course",
      "delivery_name": "course",
      "prior_knowledge": null,
      "prior_words": "not stated",
      "vendor_neutrality": "agnostic",
      "neutrality_name": "Vendor-agnostic",
      "requires": "",
      "cost": 300.0,
      "cost_words": "300",
      "hours": 12.0,
      "pass_rate": 0.8,
      "estimated": {
        "cost": false,
        "hours": false,
        "pass_rate": true
      },
      "estimates": "pass rate",
      "lifts": [
        {
          "competency": "communication",
          "name": "Communication",
          "area": "soft-skills",
          "area_name": "Soft skills",
          "from": 1,
          "to": 2,
          "from_words": "Writes updates from a template, with help",
          "to_words": "Explains common matters to the team and in writing; drafts are reviewed"
        }
      ],
      "shipped": false,
      "sources": []
    },
    {
      "key": "gandalf",
      "name": "Gandalf",
      "provider": "Lakera",
      "address": "https://gandalf.lakera.ai",
      "delivery": "lab",
      "delivery_name": "lab",
      "prior_knowledge": null,
      "prior_words": "not stated",
      "vendor_neutrality": "agnostic",
      "neutrality_name": "Vendor-agnostic",
      "requires": "",
      "cost": 0.0,
      "cost_words": "0",
      "hours": 4.0,
      "pass_rate": 0.8,
      "estimated": {
        "cost": true,
        "hours": true,
        "pass_rate": true
      },
      "estimates": "cost, hours and pass rate",
      "lifts": [
        {
          "competency": "prompt-injection-defence",
          "name": "Prompt-injection defence",
          "area": "llm-secops",
          "area_name": "LLM SecOps",
          "from": 0,
          "to": 1,
          "from_words": "Has not dealt with prompt injection",
          "to_words": "Recognises a prompt injection when shown one; follows the filter runbook with help"
        }
      ],
      "shipped": true,
      "sources": [
        {
          "what": "Cost",
          "text": "estimate, edit me"
        },
        {
          "what": "Hours",
          "text": "estimate, edit me"
        },
        {
          "what": "Pass rate",
          "text": "estimate, edit me; no provider publishes one"
        },
        {
          "what": "Neutrality",
          "text": "judged from the provider"
        },
        {
          "what": "Lifts",
          "text": "Cadre's own reading of what the item teaches: edit me"
        },
        {
          "what": "Found in",
          "text": "links of TalEliyahu/Awesome-AI-Security, ottosulin/awesome-ai-security, RiccardoBiosas/awesome-MLSecOps and jassics/security-study-plan"
        }
      ]
    },
    {
      "key": "openssf-lfd121",
      "name": "LFD121",
      "provider": "OpenSSF",
      "address": "",
      "delivery": "course",
      "delivery_name": "course",
      "prior_knowledge": null,
      "prior_words": "not stated",
      "vendor_neutrality": "agnostic",
      "neutrality_name": "Vendor-agnostic",
      "requires": "",
      "cost": 0.0,
      "cost_words": "free",
      "hours": 18.0,
      "pass_rate": 0.8,
      "estimated": {
        "cost": false,
        "hours": false,
        "pass_rate": true
      },
      "estimates": "pass rate",
      "lifts": [
        {
          "competency": "secure-code-review",
          "name": "Secure code review",
          "area": "software-development",
          "area_name": "Software development",
          "from": 0,
          "to": 2,
          "from_words": "Has not reviewed code for security",
          "to_words": "Finds common flaws in a known language; work is reviewed"
        },
        {
          "competency": "secure-deployment",
          "name": "Secure deployment",
          "area": "software-development",
          "area_name": "Software development",
          "from": 0,
          "to": 1,
          "from_words": "Has not deployed software",
          "to_words": "Follows the release checklist with help"
        }
      ],
      "shipped": true,
      "sources": [
        {
          "what": "Cost",
          "text": "free of charge"
        },
        {
          "what": "Hours",
          "text": "14 to 18 hours: the most is taken"
        },
        {
          "what": "Pass rate",
          "text": "estimate, edit me; no provider publishes one"
        },
        {
          "what": "Neutrality",
          "text": "judged from the provider"
        },
        {
          "what": "Lifts",
          "text": "Cadre's own reading of what the item teaches: edit me"
        },
        {
          "what": "Found in",
          "text": "links of TalEliyahu/Awesome-AI-Security, ottosulin/awesome-ai-security, RiccardoBiosas/awesome-MLSecOps and jassics/security-study-plan"
        },
        {
          "what": "Note",
          "text": "Security of software in general, not of AI."
        }
      ]
    },
    {
      "key": "ml-crash-course",
      "name": "ML Crash Course",
      "provider": "Google",
      "address": "https://developers.google.com/machine-learning/crash-course",
      "delivery": "course",
      "delivery_name": "course",
      "prior_knowledge": 2,
      "prior_words": "2 of 5",
      "vendor_neutrality": "centric",
      "neutrality_name": "Vendor-centric",
      "requires": "",
      "cost": 0.0,
      "cost_words": "0",
      "hours": 15.0,
      "pass_rate": 0.8,
      "estimated": {
        "cost": true,
        "hours": true,
        "pass_rate": true
      },
      "estimates": "cost, hours and pass rate",
      "lifts": [
        {
          "competency": "ai-foundations",
          "name": "AI and ML foundations",
          "area": "ai-and-machine-learning",
          "area_name": "AI and machine learning",
          "from": 1,
          "to": 2,
          "from_words": "Explains training and inference from notes; repeats a guided exercise",
          "to_words": "Trains and evaluates a small model of a known kind; work is reviewed"
        }
      ],
      "shipped": true,
      "sources": [
        {
          "what": "Cost",
          "text": "estimate, edit me"
        },
        {
          "what": "Hours",
          "text": "estimate, edit me"
        },
        {
          "what": "Pass rate",
          "text": "estimate, edit me; no provider publishes one"
        },
        {
          "what": "Prior knowledge, neutrality",
          "text": "Kereopa-Yorke, github.com/Benjamin-KY/MLSecOps, commit 7721060, 2 January 2024"
        },
        {
          "what": "Lifts",
          "text": "Cadre's own reading of what the item teaches: edit me"
        },
        {
          "what": "Found in",
          "text": "https://github.com/Benjamin-KY/MLSecOps"
        }
      ]
    },
    {
      "key": "sans-sec545",
      "name": "SEC545",
      "provider": "SANS",
      "address": "https://sans.org/cyber-security-courses/genai-llm-application-security",
      "delivery": "course",
      "delivery_name": "course",
      "prior_knowledge": null,
      "prior_words": "not stated",
      "vendor_neutrality": "agnostic",
      "neutrality_name": "Vendor-agnostic",
      "requires": "",
      "cost": 6000.0,
      "cost_words": "6,000",
      "hours": 18.0,
      "pass_rate": 0.8,
      "estimated": {
        "cost": true,
        "hours": true,
        "pass_rate": true
      },
      "estimates": "cost, hours and pass rate",
      "lifts": [
        {
          "competency": "prompt-injection-defence",
          "name": "Prompt-injection defence",
          "area": "llm-secops",
          "area_name": "LLM SecOps",
          "from": 1,
          "to": 3,
          "from_words": "Recognises a prompt injection when shown one; follows the filter runbook with help",
          "to_words": "Designs and tests defences alone, also during an incident"
        },
        {
          "competency": "retrieval-security",
          "name": "Retrieval security",
          "area": "llm-secops",
          "area_name": "LLM SecOps",
          "from": 1,
          "to": 2,
          "from_words": "Applies access filters to a vector store with help",
          "to_words": "Separates tenants and checks sources in a known set-up; work is reviewed"
        },
        {
          "competency": "agent-permissions",
          "name": "Agent permissions",
          "area": "llm-secops",
          "area_name": "LLM SecOps",
          "from": 1,
          "to": 2,
          "from_words": "Applies the tool allow-list with help",
          "to_words": "Scopes tools and approvals for a known agent; work is reviewed"
        }
      ],
      "shipped": true,
      "sources": [
        {
          "what": "Cost",
          "text": "estimate, edit me"
        },
        {
          "what": "Hours",
          "text": "estimate, edit me; 3 days by an attendee's account, taken as 6 hours each, as the 36 in 6 days of SEC595 are"
        },
        {
          "what": "Pass rate",
          "text": "estimate, edit me; no provider publishes one"
        },
        {
          "what": "Neutrality",
          "text": "judged from the provider"
        },
        {
          "what": "Lifts",
          "text": "Cadre's own reading of what the item teaches: edit me"
        },
        {
          "what": "Found in",
          "text": "links of TalEliyahu/Awesome-AI-Security, ottosulin/awesome-ai-security, RiccardoBiosas/awesome-MLSecOps and jassics/security-study-plan"
        }
      ]
    }
  ],
  "areas": [
    {
      "value": "ml-secops",
      "label": "ML SecOps"
    },
    {
      "value": "llm-secops",
      "label": "LLM SecOps"
    },
    {
      "value": "ai-and-machine-learning",
      "label": "AI and machine learning"
    },
    {
      "value": "security-controls",
      "label": "Security controls"
    },
    {
      "value": "software-development",
      "label": "Software development"
    },
    {
      "value": "governance-and-risk",
      "label": "Governance and risk"
    },
    {
      "value": "soft-skills",
      "label": "Soft skills"
    }
  ],
  "competencies": [
    {
      "key": "model-supply-chain",
      "name": "Model supply chain",
      "area_name": "ML SecOps"
    },
    {
      "key": "model-monitoring",
      "name": "Model monitoring",
      "area_name": "ML SecOps"
    },
    {
      "key": "training-data-security",
      "name": "Training-data security",
      "area_name": "ML SecOps"
    },
    {
      "key": "ml-threat-modelling",
      "name": "ML threat modelling",
      "area_name": "ML SecOps"
    },
    {
      "key": "ml-secure-coding",
      "name": "Secure ML coding",
      "area_name": "ML SecOps"
    },
    {
      "key": "model-transparency",
      "name": "Transparency and bias",
      "area_name": "ML SecOps"
    },
    {
      "key": "adversarial-robustness",
      "name": "Adversarial robustness",
      "area_name": "ML SecOps"
    },
    {
      "key": "model-privacy",
      "name": "Model privacy and theft",
      "area_name": "ML SecOps"
    },
    {
      "key": "ml-audit",
      "name": "ML security audit",
      "area_name": "ML SecOps"
    },
    {
      "key": "ml-incident-response",
      "name": "ML incident response",
      "area_name": "ML SecOps"
    },
    {
      "key": "prompt-injection-defence",
      "name": "Prompt-injection defence",
      "area_name": "LLM SecOps"
    },
    {
      "key": "output-handling",
      "name": "Output handling",
      "area_name": "LLM SecOps"
    },
    {
      "key": "agent-permissions",
      "name": "Agent permissions",
      "area_name": "LLM SecOps"
    },
    {
      "key": "llm-data-sanitisation",
      "name": "LLM data sanitisation",
      "area_name": "LLM SecOps"
    },
    {
      "key": "ethics-in-design",
      "name": "Ethics in design",
      "area_name": "LLM SecOps"
    },
    {
      "key": "training-decision-analysis",
      "name": "Training decision analysis",
      "area_name": "LLM SecOps"
    },
    {
      "key": "harmful-content-prevention",
      "name": "Harmful-content prevention",
      "area_name": "LLM SecOps"
    },
    {
      "key": "llm-monitoring",
      "name": "LLM monitoring",
      "area_name": "LLM SecOps"
    },
    {
      "key": "retrieval-security",
      "name": "Retrieval security",
      "area_name": "LLM SecOps"
    },
    {
      "key": "consumption-limits",
      "name": "Consumption limits",
      "area_name": "LLM SecOps"
    },
    {
      "key": "ai-foundations",
      "name": "AI and ML foundations",
      "area_name": "AI and machine learning"
    },
    {
      "key": "ai-for-defence",
      "name": "AI in security work",
      "area_name": "AI and machine learning"
    },
    {
      "key": "cloud-posture",
      "name": "Cloud posture",
      "area_name": "Cloud computing"
    },
    {
      "key": "workload-isolation",
      "name": "Workload isolation",
      "area_name": "Cloud computing"
    },
    {
      "key": "container-security",
      "name": "Container security",
      "area_name": "Cloud computing"
    },
    {
      "key": "control-design",
      "name": "Control design",
      "area_name": "Security controls"
    },
    {
      "key": "control-testing",
      "name": "Control testing",
      "area_name": "Security controls"
    },
    {
      "key": "network-controls",
      "name": "Network controls",
      "area_name": "Security controls"
    },
    {
      "key": "secure-code-review",
      "name": "Secure code review",
      "area_name": "Software development"
    },
    {
      "key": "pipeline-security",
      "name": "Pipeline security",
      "area_name": "Software development"
    },
    {
      "key": "security-testing",
      "name": "Security testing",
      "area_name": "Software development"
    },
    {
      "key": "secure-deployment",
      "name": "Secure deployment",
      "area_name": "Software development"
    },
    {
      "key": "triage",
      "name": "Triage",
      "area_name": "Incident response"
    },
    {
      "key": "forensics",
      "name": "Forensics",
      "area_name": "Incident response"
    },
    {
      "key": "incident-command",
      "name": "Incident command",
      "area_name": "Incident response"
    },
    {
      "key": "detection-engineering",
      "name": "Detection engineering",
      "area_name": "Threat detection"
    },
    {
      "key": "threat-hunting",
      "name": "Threat hunting",
      "area_name": "Threat detection"
    },
    {
      "key": "threat-intelligence",
      "name": "Threat intelligence",
      "area_name": "Threat detection"
    },
    {
      "key": "vulnerability-prioritisation",
      "name": "Vulnerability triage",
      "area_name": "Vulnerability management"
    },
    {
      "key": "remediation",
      "name": "Remediation",
      "area_name": "Vulnerability management"
    },
    {
      "key": "penetration-testing",
      "name": "Penetration testing",
      "area_name": "Vulnerability discovery"
    },
    {
      "key": "ai-red-teaming",
      "name": "AI red teaming",
      "area_name": "Vulnerability discovery"
    },
    {
      "key": "access-governance",
      "name": "Access governance",
      "area_name": "Identity and access"
    },
    {
      "key": "privileged-access",
      "name": "Privileged access",
      "area_name": "Identity and access"
    },
    {
      "key": "data-classification",
      "name": "Data classification",
      "area_name": "Data security"
    },
    {
      "key": "encryption-and-keys",
      "name": "Encryption and keys",
      "area_name": "Data security"
    },
    {
      "key": "data-loss-prevention",
      "name": "Data-loss prevention",
      "area_name": "Data security"
    },
    {
      "key": "zero-trust-architecture",
      "name": "Zero-trust architecture",
      "area_name": "Zero trust"
    },
    {
      "key": "microsegmentation",
      "name": "Microsegmentation",
      "area_name": "Zero trust"
    },
    {
      "key": "scripting",
      "name": "Scripting",
      "area_name": "Scripting and automation"
    },
    {
      "key": "response-automation",
      "name": "Playbook automation",
      "area_name": "Scripting and automation"
    },
    {
      "key": "risk-assessment",
      "name": "Risk assessment",
      "area_name": "Governance and risk"
    },
    {
      "key": "policy-and-compliance",
      "name": "Policy and compliance",
      "area_name": "Governance and risk"
    },
    {
      "key": "supplier-risk",
      "name": "Supplier risk",
      "area_name": "Governance and risk"
    },
    {
      "key": "communication",
      "name": "Communication",
      "area_name": "Soft skills"
    },
    {
      "key": "leadership",
      "name": "Leadership",
      "area_name": "Soft skills"
    },
    {
      "key": "critical-thinking",
      "name": "Critical thinking",
      "area_name": "Soft skills"
    },
    {
      "key": "problem-solving",
      "name": "Problem solving",
      "area_name": "Soft skills"
    },
    {
      "key": "teamwork",
      "name": "Teamwork",
      "area_name": "Soft skills"
    },
    {
      "key": "adaptability",
      "name": "Adaptability",
      "area_name": "Soft skills"
    },
    {
      "key": "self-motivation",
      "name": "Self-motivation",
      "area_name": "Soft skills"
    },
    {
      "key": "organisation",
      "name": "Organisation",
      "area_name": "Soft skills"
    },
    {
      "key": "integrity",
      "name": "Integrity",
      "area_name": "Soft skills"
    },
    {
      "key": "empathy",
      "name": "Empathy",
      "area_name": "Soft skills"
    }
  ],
  "deliveries": [
    {
      "value": "course",
      "label": "Course"
    },
    {
      "value": "lab",
      "label": "Lab"
    },
    {
      "value": "certificate",
      "label": "Certificate"
    },
    {
      "value": "reading",
      "label": "Reading"
    }
  ],
  "neutralities": [
    {
      "value": "agnostic",
      "label": "Vendor-agnostic"
    },
    {
      "value": "centric",
      "label": "Vendor-centric"
    }
  ],
  "shipped": [
    {
      "key": "tensorflow-basics",
      "name": "TensorFlow basics",
      "detail": "TensorFlow, course, lifts AI and ML foundations",
      "addable": true
    },
    {
      "key": "ml-crash-course",
      "name": "ML Crash Course",
      "detail": "there already",
      "addable": false
    },
    {
      "key": "gandalf",
      "name": "Gandalf",
      "detail": "there already",
      "addable": false
    },
    {
      "key": "sans-sec545",
      "name": "SEC545",
      "detail": "there already",
      "addable": false
    },
    {
      "key": "isaca-aaia",
      "name": "AAIA",
      "detail": "there already",
      "addable": false
    },
    {
      "key": "iapp-aigp",
      "name": "AIGP",
      "detail": "there already",
      "addable": false
    },
    {
      "key": "csa-taise",
      "name": "TAISE",
      "detail": "Cloud Security Alliance, certificate, lifts ML threat modelling and Policy and compliance",
      "addable": true
    },
    {
      "key": "openssf-lfd121",
      "name": "LFD121",
      "detail": "there already",
      "addable": false
    },
    {
      "key": "google-saif",
      "name": "SAIF",
      "detail": "Google, reading, lifts ML threat modelling",
      "addable": true
    }
  ],
  "usual_pass_rate": 0.8
};
