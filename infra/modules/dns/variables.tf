variable "environment" {
  description = "Name of the environment, for instance develop; it becomes part of names in AWS and of the resource in Kubernetes. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", var.environment))
    error_message = "Write 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit: the operator accepts no other name."
  }
}

variable "vpc_id" {
  description = "Id of the VPC in which the names are found. No default."
  type        = string

  validation {
    condition     = can(regex("^vpc-[0-9a-z]+$", var.vpc_id))
    error_message = "Write the id of a VPC, as network puts it out, for instance vpc-0a1b2c3d."
  }
}

variable "domain" {
  description = "Domain of the environment's names, for instance develop.meddevo.example. Apps get names in it, and the certificate is for it. No default."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain)) && length(var.domain) <= 64
    error_message = "Write a domain in lower case of at most 64 characters (ACM allows no more) without a dot at its end, for instance develop.meddevo.example."
  }
  validation {
    condition     = !endswith(var.domain, ".internal") && !endswith(var.domain, ".local")
    error_message = "Take a domain that is registered to the company: no public authority certifies .internal or .local."
  }
}
