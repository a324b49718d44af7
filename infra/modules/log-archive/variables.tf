variable "organization_id" {
  description = "Id of the organisation, whose accounts alone deliver here. No default."
  type        = string

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "Write the organisation's id: o- and 10 to 32 lower-case letters and digits, for instance o-meddevo0001."
  }
}

variable "management_account_id" {
  description = "Id of the management account, whose trail (org-trail) delivers here. No default."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.management_account_id))
    error_message = "Write the account's id as 12 digits in quotes, for instance \"111111111111\"."
  }
}

variable "retention_days" {
  description = "Days after which logs are thrown away. Default 3650: the ten years of MDR article 10(8)."
  type        = number
  default     = 3650

  validation {
    condition     = var.retention_days >= 365 && floor(var.retention_days) == var.retention_days
    error_message = "Write at least 365 days: what went on is often asked after the year."
  }
}

variable "lock_days" {
  description = "Days for which not even AWS deletes a record of the trail, whoever asks (Object Lock, compliance mode). It can be made longer later and never shorter for what lies there. Default 365."
  type        = number
  default     = 365

  validation {
    condition     = var.lock_days >= 1 && floor(var.lock_days) == var.lock_days
    error_message = "Write whole days, at least 1."
  }
  validation {
    condition     = var.lock_days <= var.retention_days
    error_message = "Lock for at most retention_days: what is to be thrown away cannot be locked."
  }
}
