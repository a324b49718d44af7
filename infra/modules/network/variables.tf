variable "environment" {
  description = "Name of the environment, for instance develop; it becomes part of names in AWS and of the resource in Kubernetes. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", var.environment))
    error_message = "Write 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit: the operator accepts no other name."
  }
}

variable "domain" {
  description = "Domain of the environment's own names, for instance develop.meddevo.example; the DNS firewall always lets it pass. No default."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "Write a domain in lower case without a dot at its end, for instance develop.meddevo.example."
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

variable "cidr" {
  description = "Addresses of the VPC, a /16 of RFC 1918 that no other network of the organisation has, for instance 10.20.0.0/16. No default."
  type        = string

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && can(regex("^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.).*/16$", var.cidr))
    error_message = "Write a private block of 65,536 addresses, for instance 10.20.0.0/16: each subnet takes a /20 of it."
  }
}

variable "availability_zones" {
  description = "Zones that subnets are made in, 2 to 4, for instance eu-central-1a; one that goes away must leave others. No default."
  type        = list(string)

  validation {
    condition     = length(distinct(var.availability_zones)) == length(var.availability_zones) && contains([2, 3, 4], length(var.availability_zones))
    error_message = "Name 2 to 4 different availability zones: the address plan has room for four."
  }
}

variable "egress" {
  description = "Way out of the VPC: none, or nat (a public subnet and a NAT gateway in each zone, each billed by the hour and per GB). Default none."
  type        = string
  default     = "none"

  validation {
    condition     = contains(["none", "nat"], var.egress)
    error_message = "Write none (only VPC endpoints) or nat (a NAT gateway in each zone)."
  }
}

variable "interface_endpoints" {
  description = "AWS services that are reached by an interface endpoint, by the last part of the service name; each is billed per zone and hour. Default what Fargate, ECS Exec and secrets need; docs/guides/foundations.md says why each."
  type        = set(string)
  default = [
    "ecr.api", "ecr.dkr",           # image pulls: who may, and the registry itself; layers come through S3
    "logs",                         # log driver awslogs
    "secretsmanager", "ssm", "kms", # secrets of a task definition, and their keys
    "ssmmessages",                  # ECS Exec
    "sts",                          # credentials of the SDKs; MongoDB's MONGODB-AWS
    "monitoring",                   # metrics that apps put
  ]

  validation {
    condition     = length(setsubtract(["ecr.api", "ecr.dkr", "logs"], var.interface_endpoints)) == 0 || var.egress == "nat"
    error_message = "Keep ecr.api, ecr.dkr and logs: without them and without NAT no Fargate task starts."
  }
}

variable "dns_allow_list" {
  description = "Domains that may be looked up besides the environment's own; everything else is answered with nothing. Default AWS and MongoDB Atlas."
  type        = set(string)
  default     = ["*.amazonaws.com.", "*.mongodb.net."]

  validation {
    condition     = alltrue([for domain in var.dns_allow_list : endswith(domain, ".") && domain != "*." && domain != "."])
    error_message = "End each domain with a dot, for instance *.mongodb.net., and do not allow everything."
  }
}

variable "log_bucket_arn" {
  description = "ARN of the log archive's bucket for flow logs and DNS queries. No default."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63}$", var.log_bucket_arn))
    error_message = "Write the ARN of a bucket, for instance arn:aws:s3:::meddevo-network-logs, without a path."
  }
}
