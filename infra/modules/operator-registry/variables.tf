variable "name" {
  description = "Name of the registry, for instance platform, as operator-iam was given it. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", var.name))
    error_message = "Write 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit: the operator accepts no other name."
  }
}

variable "environments" {
  description = "Names of all environments whose tasks may pull: while one of them cannot be asked, every image stays. No default."
  type        = set(string)

  validation {
    condition     = length(var.environments) >= 1 && length(var.environments) <= 50 && alltrue([for name in var.environments : can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", name))])
    error_message = "Name 1 to 50 environments, as their MeddevoEnvironments are named."
  }
}

variable "role_arn" {
  description = "ARN of the role that the operator assumes. No default."
  type        = string

  validation {
    condition     = startswith(var.role_arn, "arn:aws:iam::${data.aws_caller_identity.this.account_id}:role/operator/meddevo-registry-")
    error_message = "${var.role_arn} is not an operator's role for a registry of this account, ${data.aws_caller_identity.this.account_id}: take role_arn of operator-iam in this account. A registry that names another account's role would clean that account up."
  }
}

variable "external_id" {
  description = "External id that the role's trust policy asks for. No default."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@:/_-]+$", var.external_id)) && length(var.external_id) >= 2 && length(var.external_id) <= 1224
    error_message = "Write the external id that operator-iam was given."
  }
}

variable "prefix" {
  description = "What the names of repositories begin with, ending with a slash, as ecr and operator-iam were given it. No default."
  type        = string

  validation {
    condition     = length(var.prefix) <= 128 && can(regex("^([a-z0-9]+([._-][a-z0-9]+)*/)+$", var.prefix))
    error_message = "Write the prefix with its slash, for instance meddevo/: repositories with another beginning are nobody's business."
  }
}

variable "kms_key_arn" {
  description = "ARN of the key that repositories are made with, as ecr puts it out. No default."
  type        = string

  validation {
    condition     = startswith(var.kms_key_arn, "arn:aws:kms:${data.aws_region.this.region}:${data.aws_caller_identity.this.account_id}:key/")
    error_message = "Write the ARN of a key of this account and region: ECR takes no other."
  }
}

variable "moving_tags" {
  description = "Tags that may move, with * for anything, as ecr puts them out: what says otherwise would be changed back and forth. At most 5. Default none."
  type        = set(string)
  default     = []

  validation {
    condition     = length(var.moving_tags) <= 5 && alltrue([for tag in var.moving_tags : can(regex("^[A-Za-z0-9*._-]{1,128}$", tag))])
    error_message = "Name at most 5 tags or patterns of letters, digits, dots, hyphens, underscores and *."
  }
}

variable "push_role_arns" {
  description = "ARNs of the pipeline's roles that may push, as ecr puts them out. At most 20. Default none."
  type        = set(string)
  default     = []

  validation {
    condition     = length(var.push_role_arns) <= 20 && alltrue([for arn in var.push_role_arns : can(regex("^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "Name at most 20 roles by their ARNs, for instance arn:aws:iam::444444444444:role/ci/app-push."
  }
}

variable "images" {
  description = "When an image that nobody needs goes: whether at all, days since it was pushed or last pulled, newest releases of a repository that stay, hours in which nobody may have needed it. Default what the operator takes: yes, 7, 20, 24."
  type = object({
    cleanUp                 = optional(bool)
    expireUntaggedAfterDays = optional(number)
    keepReleases            = optional(number)
    quarantineHours         = optional(number)
  })
  default = {}

  validation {
    condition = alltrue([for given in [
      [var.images.expireUntaggedAfterDays, 3650], [var.images.keepReleases, 1000], [var.images.quarantineHours, 720],
    ] : given[0] == null || try(given[0] >= 0 && given[0] <= given[1] && floor(given[0]) == given[0], false)])
    error_message = "Write whole numbers: 0 to 3,650 days, 0 to 1,000 releases, 0 to 720 hours."
  }
}
