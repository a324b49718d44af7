variable "bucket" {
  description = "Name of the bucket, one for all states of the organisation. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][-a-z0-9]{1,61}[a-z0-9]$", var.bucket))
    error_message = "Write 3 to 63 lower-case letters, digits and hyphens, for instance meddevo-tfstate: a dot would break its certificate."
  }
}

variable "organization_id" {
  description = "Id of the organisation; nobody outside it reaches the bucket. No default."
  type        = string

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "Write the organisation's id: o- and 10 to 32 lower-case letters and digits, for instance o-meddevo0001."
  }
}

variable "management_account_id" {
  description = "Id of the management account, whose platform administrators bootstrap the others and so reach every state. No default."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.management_account_id))
    error_message = "Write the account's id as 12 digits in quotes, for instance \"111111111111\"."
  }
}

variable "old_version_days" {
  description = "Days that a replaced version of a state can be brought back; the newest 20 stay for good. Default 90."
  type        = number
  default     = 90

  validation {
    condition     = var.old_version_days >= 30 && floor(var.old_version_days) == var.old_version_days
    error_message = "Write at least 30 days: a broken state is often noticed weeks later."
  }
}
