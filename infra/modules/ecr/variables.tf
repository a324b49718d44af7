variable "organization_id" {
  description = "Id of the AWS organisation, for instance o-meddevo0001. No default."
  type        = string

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "Write the id of the organisation, o- and 10 to 32 lower-case letters or digits, as aws organizations describe-organization shows it."
  }
}

variable "prefix" {
  description = "What comes before the name of every repository of our own, ending with a slash. Default meddevo/."
  type        = string
  default     = "meddevo/"

  validation {
    condition     = can(regex("^[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*/$", var.prefix))
    error_message = "Write lower-case letters and digits, parts separated by slashes, with a slash at the end, for instance meddevo/."
  }
}

variable "pull_account_ids" {
  description = "Numbers of the accounts whose tasks may pull. No default."
  type        = set(string)

  validation {
    condition     = length(var.pull_account_ids) > 0 && alltrue([for id in var.pull_account_ids : can(regex("^[0-9]{12}$", id))])
    error_message = "Name at least one account by its 12 digits, in quotes: a number loses its leading zeros."
  }
}

variable "push_role_arns" {
  description = "ARNs of the pipeline's roles that may push. No default."
  type        = set(string)

  validation {
    condition     = length(var.push_role_arns) > 0 && alltrue([for arn in var.push_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "Name at least one role by its ARN, for instance arn:aws:iam::444444444444:role/ci/app-push."
  }
}

variable "moving_tags" {
  description = "Tags that may move to another image although tags are immutable, with * for anything; an app that follows a tag needs it here. At most 5, as ECR allows. Default develop (which apps in develop follow) and buildcache*."
  type        = set(string)
  default     = ["develop", "buildcache*"]

  validation {
    condition     = length(var.moving_tags) <= 5 && !contains(var.moving_tags, "*") && alltrue([for tag in var.moving_tags : can(regex("^[A-Za-z0-9*._-]{1,128}$", tag))])
    error_message = "Name at most 5 tags or patterns of letters, digits, dots, hyphens, underscores and *, and not * alone: releases must stay what they were."
  }
}

variable "upstreams" {
  description = "Registries that images are pulled through and kept, by the prefix that they get here; credential_arn is a secret named ecr-pullthroughcache/… for those that ask for one, such as Docker Hub. Default ECR Public, which has Datadog's agent and the log router."
  type        = map(object({ url = string, credential_arn = optional(string) }))
  default     = { ecr-public = { url = "public.ecr.aws" } }

  validation {
    condition     = alltrue([for prefix, upstream in var.upstreams : can(regex("^[a-z0-9]+([._-][a-z0-9]+)*$", prefix)) && !can(regex("[/:]", upstream.url))])
    error_message = "Write each as a prefix of lower-case letters and digits and a host alone, for instance {quay = {url = \"quay.io\"}}."
  }
  validation {
    condition     = alltrue([for upstream in values(var.upstreams) : upstream.credential_arn == null || can(regex(":secret:ecr-pullthroughcache/", upstream.credential_arn))])
    error_message = "Name the secret ecr-pullthroughcache/…: ECR reads no other."
  }
}

variable "expire_untagged_after_days" {
  description = "Days after their push that ECR deletes untagged images, whatever runs them. Only for a registry that no operator watches: the operator knows what runs and cleans up itself. Default never."
  type        = number
  default     = null

  validation {
    condition     = var.expire_untagged_after_days == null || try(var.expire_untagged_after_days >= 1 && floor(var.expire_untagged_after_days) == var.expire_untagged_after_days, false)
    error_message = "Write a whole number of days, at least 1, or leave it out where the operator looks after the registry."
  }
}

variable "replica_regions" {
  description = "Regions that our own images are copied to; storage and transfer are billed. Default none."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for region in var.replica_regions : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]+$", region))])
    error_message = "Write regions, for instance eu-west-1."
  }
}
