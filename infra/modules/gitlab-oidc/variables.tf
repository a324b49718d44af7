variable "gitlab_url" {
  description = "Address of the GitLab that signs the tokens. Default https://gitlab.com."
  type        = string
  default     = "https://gitlab.com"

  validation {
    condition     = can(regex("^https://[-a-z0-9.]+$", var.gitlab_url))
    error_message = "Write https:// and a host without a slash at its end, for instance https://gitlab.com: AWS compares it with the token's issuer letter by letter."
  }
}

variable "project_path" {
  description = "Group and name of the one project whose pipelines get in, for instance meddevo/meddevo. No default."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_][-A-Za-z0-9_.]*(/[A-Za-z0-9_][-A-Za-z0-9_.]*)+$", var.project_path))
    error_message = "Write <group>/<project> without wildcards, for instance meddevo/meddevo: a * would let other projects in."
  }
}

variable "state" {
  description = "Where the states lie: ARNs of the bucket and of its key (outputs of tfstate). No default."
  type = object({
    bucket_arn  = string
    kms_key_arn = string
  })

  validation {
    condition     = can(regex("^arn:aws:s3:::[^/*]+$", var.state.bucket_arn)) && can(regex("^arn:aws:kms:[-a-z0-9]+:[0-9]{12}:key/", var.state.kms_key_arn))
    error_message = "Write the ARN of a bucket and that of a key: an alias in another account cannot be used in a policy."
  }
}

variable "stacks" {
  description = "Units of this account, by name. Each gets tf-<name>-plan and tf-<name>-apply: `branches` may apply (protected ones only), `state_prefix` is the path of the unit, `reads` are the paths of states whose outputs it uses, `policy` is what applying it takes as JSON, `managed_policies` are ARNs besides. No default."
  type = map(object({
    branches         = set(string)
    state_prefix     = string
    reads            = optional(set(string), [])
    policy           = optional(string)
    managed_policies = optional(set(string), [])
  }))

  validation {
    condition     = alltrue([for name in keys(var.stacks) : can(regex("^[a-z][-a-z0-9]{0,50}$", name))])
    error_message = "Name each stack as its unit is named: at most 51 lower-case letters, digits and hyphens, or tf-<name>-apply is too long for a role."
  }
  validation {
    condition     = alltrue([for stack in var.stacks : length(stack.branches) > 0 && alltrue([for branch in stack.branches : can(regex("^[-A-Za-z0-9_./]+$", branch))])])
    error_message = "Name at least one branch for each stack, and no wildcard: who may apply is compared letter by letter."
  }
  validation {
    condition     = alltrue(flatten([for stack in var.stacks : [for prefix in concat([stack.state_prefix], tolist(stack.reads)) : can(regex("^[-a-z0-9]+(/[-a-z0-9]+)+$", prefix))]]))
    error_message = "Write state prefixes as paths of units, for instance production/eu-central-1/efs: at least two parts, no wildcard, no slash at either end."
  }
  validation {
    condition     = length(distinct([for stack in var.stacks : stack.state_prefix])) == length(var.stacks)
    error_message = "Two stacks have one state prefix: each would write the other's state."
  }
  validation {
    condition     = alltrue([for stack in var.stacks : stack.policy == null || can(jsondecode(stack.policy).Statement)])
    error_message = "Write each policy as JSON with a Statement, for instance by jsonencode."
  }
  validation {
    condition     = alltrue(flatten([for stack in var.stacks : [for arn in stack.managed_policies : !contains(["AdministratorAccess", "IAMFullAccess"], reverse(split("/", arn))[0])]]))
    error_message = "No stack may be administrator: write what it needs as its policy."
  }
}

variable "jobs" {
  description = "Roles of jobs that are not Terraform, by name, for instance app-push: `branches` may take them (protected ones only), `policy` is what they may do as JSON. Default none."
  type = map(object({
    branches = set(string)
    policy   = string
  }))
  default = {}

  validation {
    condition     = alltrue([for name, job in var.jobs : can(regex("^[a-z][-a-z0-9]{0,62}$", name)) && !startswith(name, "tf-")])
    error_message = "Name each job's role with lower-case letters, digits and hyphens, and not tf-…: those are the stacks'."
  }
  validation {
    condition     = alltrue([for job in var.jobs : length(job.branches) > 0 && alltrue([for branch in job.branches : can(regex("^[-A-Za-z0-9_./]+$", branch))]) && can(jsondecode(job.policy).Statement)])
    error_message = "Give each job at least one branch without wildcards, and a policy as JSON with a Statement."
  }
}
