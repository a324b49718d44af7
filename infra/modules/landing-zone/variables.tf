variable "home_region" {
  description = "Region in which Control Tower itself lives; it can never be moved. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]+$", var.home_region))
    error_message = "Write a region, for instance eu-central-1."
  }
}

variable "governed_regions" {
  description = "Regions that Control Tower sets up and watches, the home region among them. No default."
  type        = set(string)

  validation {
    condition     = contains(var.governed_regions, var.home_region)
    error_message = "Add the home region to governed_regions: Control Tower cannot govern anything without it."
  }
}

variable "landing_zone_version" {
  description = "Version of the landing zone. Default 4.0, the first whose manifest names no OUs; the output update_available says when AWS has a newer one."
  type        = string
  default     = "4.0"

  validation {
    condition     = startswith(var.landing_zone_version, "4.")
    error_message = "Write a 4.x version: the manifest of this module has the shape of 4.0, and others are refused only after minutes, when the landing zone is made."
  }
}

variable "emails" {
  description = "Root mail addresses of the two shared accounts, one for log-archive and one for audit. AWS takes each address once in the world; use a mailbox that several people read. No default."
  type = object({
    log-archive = string
    audit       = string
  })

  validation {
    condition     = alltrue([for email in values(var.emails) : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", email))]) && var.emails.log-archive != var.emails.audit
    error_message = "Give each of the two accounts a mail address of its own, for instance aws+log-archive@meddevo.example and aws+audit@meddevo.example."
  }
}

variable "retention_days" {
  description = "Days that Control Tower keeps the organisation's trail, the records of Config and the accesses to both. Default 3650: the ten years of MDR article 10(8)."
  type        = number
  default     = 3650

  validation {
    condition     = var.retention_days >= 365 && var.retention_days <= 5475 && floor(var.retention_days) == var.retention_days
    error_message = "Write 365 to 5475 days: less than a year is no audit trail, and Control Tower keeps nothing for longer than 15 years."
  }
}
