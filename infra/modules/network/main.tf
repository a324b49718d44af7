# A VPC without a way out. Tiers: app (tasks, load balancers), data (mount targets, database endpoints), endpoint (AWS services), public (NAT only).
locals {
  # Each tier has four /20 slots, one for each zone there may ever be: a zone that is added later moves nothing.
  first_slot = { app = 0, data = 4, endpoint = 8, public = 12 }
  tiers      = var.egress == "nat" ? keys(local.first_slot) : ["app", "data", "endpoint"]
  nat_zones  = var.egress == "nat" ? toset(var.availability_zones) : []

  subnets = merge([for tier in local.tiers : {
    for i, zone in var.availability_zones : "${tier}-${zone}" => {
      tier = tier
      zone = zone
      cidr = cidrsubnet(var.cidr, 4, local.first_slot[tier] + i)
    }
  }]...)
}

data "aws_region" "this" {}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = var.environment }
}

# Without a block it has no rules, so nothing that forgot its own group can talk.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id                  = aws_vpc.this.id
  cidr_block              = each.value.cidr
  availability_zone       = each.value.zone
  map_public_ip_on_launch = false
  tags                    = { Name = "${var.environment}-${each.key}", Tier = each.value.tier }
}

resource "aws_route_table" "private" {
  for_each = toset(var.availability_zones)

  vpc_id = aws_vpc.this.id
  tags   = { Name = "${var.environment}-private-${each.key}" }
}

resource "aws_route_table_association" "private" {
  for_each = { for key, subnet in local.subnets : key => subnet.zone if subnet.tier != "public" }

  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.private[each.value].id
}

# Every task of the environment is a member. The modules that have something to reach add the rule for it; apps get groups of their own by the operator.
resource "aws_security_group" "tasks" {
  name        = "${var.environment}-tasks"
  description = "Every task of the environment"
  vpc_id      = aws_vpc.this.id
  tags        = { Name = "${var.environment}-tasks" }
}
