variable "organization_id" {
  description = "Id of the organisation, for instance o-meddevo0001. No default."
  type        = string

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "Write the organisation's id: o- and 10 to 32 lower-case letters and digits, for instance o-meddevo0001 (output organization_id of landing-zone)."
  }
}

variable "root_id" {
  description = "Id of the organisation's root. No default."
  type        = string

  validation {
    condition     = can(regex("^r-[0-9a-z]{4,32}$", var.root_id))
    error_message = "Write the root's id, for instance r-med1 (output root_id of landing-zone)."
  }
}

variable "home_region" {
  description = "Region in which Control Tower lives. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]+$", var.home_region))
    error_message = "Write a region, for instance eu-central-1."
  }
}

variable "allowed_regions" {
  description = "Regions in which anything may be done at all; calls to others are denied, AWS' global services apart. No default."
  type        = set(string)

  validation {
    condition     = contains(var.allowed_regions, var.home_region)
    error_message = "Add the home region to allowed_regions, or Control Tower denies itself."
  }
}

variable "accounts" {
  description = "Accounts by name, each with a mail address of its own for its root and its OU: Infrastructure, Workloads/NonProd, Workloads/Prod, Sandbox, PolicyStaging or Suspended. An account is suspended by moving it. No default."
  type = map(object({
    email = string
    ou    = string
  }))

  validation {
    condition     = alltrue([for account in var.accounts : contains(keys(local.parents), account.ou)])
    error_message = "Each account needs an OU of this organisation: ${join(", ", keys(local.parents))}. Accounts of the Security OU belong to landing-zone."
  }
  validation {
    condition     = alltrue([for account in var.accounts : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", account.email))]) && length(distinct([for account in var.accounts : lower(account.email)])) == length(var.accounts)
    error_message = "Give each account a mail address of its own, for instance aws+production@meddevo.example: AWS takes each one once in the world."
  }
}

variable "baseline_version" {
  description = "Version of AWSControlTowerBaseline that goes with the landing zone. Default 5.0, which goes with landing zone 4.0; `aws controltower get-landing-zone` and `list-baselines` tell."
  type        = string
  default     = "5.0"

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+$", var.baseline_version))
    error_message = "Write a version with one dot, for instance 5.0."
  }
}

variable "identity_center_enabled_baseline_arn" {
  description = "ARN of the enabled baseline of Identity Center, which Control Tower made with the landing zone: `aws controltower list-enabled-baselines`, the one of baseline LN25R72TTG6IGPTQ. No default."
  type        = string

  validation {
    condition     = can(regex("^arn:aws:controltower:[-a-z0-9]+:[0-9]{12}:enabledbaseline/[A-Z0-9]+$", var.identity_center_enabled_baseline_arn))
    error_message = "Write the ARN as printed by `aws controltower list-enabled-baselines`: arn:aws:controltower:<region>:<management account>:enabledbaseline/<id>."
  }
}

variable "vendor_accounts" {
  description = "AWS accounts of vendors that may assume roles here, by vendor: Datadog's 464622532012, and Atlas' from its cloud provider access setup. Nobody else outside the organisation may. Default none."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for id in values(var.vendor_accounts) : can(regex("^[0-9]{12}$", id))])
    error_message = "Write each vendor's account as 12 digits in quotes, for instance { datadog = \"464622532012\" }."
  }
}

variable "environments" {
  description = "Values that the tag Environment may have, besides shared and security. Default develop and production."
  type        = set(string)
  default     = ["develop", "production"]

  validation {
    condition     = length(var.environments) > 0 && length(setintersection(var.environments, ["shared", "security"])) == 0
    error_message = "Name at least one environment, and leave out shared and security: they are always allowed."
  }
}
