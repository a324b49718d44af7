variable "group_path" {
  description = "Group of the project, for instance meddevo. No default."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_][-A-Za-z0-9_.]*(/[A-Za-z0-9_][-A-Za-z0-9_.]*)*$", var.group_path))
    error_message = "Write the group's path without a slash at either end, for instance meddevo."
  }
}

variable "project" {
  description = "Name of the project in the group. Default meddevo."
  type        = string
  default     = "meddevo"

  validation {
    condition     = can(regex("^[a-z0-9_][-a-z0-9_.]*$", var.project))
    error_message = "Write the project's name in lower case, as it stands in its address: CI roles in AWS compare it letter by letter."
  }
}

variable "approver_groups" {
  description = "Full paths of groups: `platform` approves deployments to production, `quality` does so besides; both approve nothing of their own. The project must be shared with both. No default."
  type = object({
    platform = string
    quality  = string
  })

  validation {
    condition     = var.approver_groups.platform != var.approver_groups.quality && alltrue([for path in values(var.approver_groups) : can(regex("^[A-Za-z0-9_][-A-Za-z0-9_./]*[A-Za-z0-9_]$", path))])
    error_message = "Give two different groups by their full paths, for instance meddevo/platform and meddevo/quality: two approvals from one group are one pair of eyes."
  }
}

variable "drift_cron" {
  description = "When AWS is compared with develop and master, in cron's form, Berlin time. Default 04:00 each day."
  type        = string
  default     = "0 4 * * *"

  validation {
    condition     = can(regex("^[-0-9*,/]+( [-0-9*,/]+){4}$", var.drift_cron))
    error_message = "Write five fields, for instance \"0 4 * * *\" for 04:00 each day."
  }
}
