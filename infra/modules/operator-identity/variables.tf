variable "releases" {
  description = "Releases of the operator, as gitops has them, each with the ARNs of the roles that it enters accounts with, for instance { develop = [\"arn:aws:iam::555555555555:role/operator/meddevo-develop\"] }. No default."
  type        = map(set(string))

  validation {
    condition     = length(var.releases) > 0 && alltrue([for release in keys(var.releases) : can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", release))])
    error_message = "Name at least one release, with 1 to 32 lower-case letters, digits and hyphens, as its folder in gitops is named."
  }
  validation {
    condition     = alltrue(flatten([for roles in var.releases : [length(roles) > 0, [for arn in roles : can(regex("^arn:aws:iam::[0-9]{12}:role/operator/meddevo-[-a-z0-9]+$", arn))]]]))
    error_message = "Give each release the ARNs of roles that operator-iam makes, arn:aws:iam::<account>:role/operator/meddevo-<environment>, without a wildcard."
  }
}

variable "organization_id" {
  description = "Id of the AWS organisation, for instance o-meddevo0001. No default."
  type        = string

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "Write the id of the organisation, o- and 10 to 32 lower-case letters or digits, as aws organizations describe-organization shows it."
  }
}

variable "cluster_name" {
  description = "EKS cluster of this account and region whose pods get the roles by Pod Identity; null for an EC2 instance, with k3s on it, whose profile has the role. No default."
  type        = string

  validation {
    condition     = var.cluster_name == null || can(regex("^[a-z0-9][-a-z0-9]{0,99}$", var.cluster_name))
    error_message = "Write the cluster's name, at most 100 lower-case letters, digits and hyphens, or null where the operator runs on an instance."
  }
}
