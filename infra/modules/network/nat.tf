# The way out, for environments that asked for it: nothing comes in by it, and the DNS firewall still decides what is found.
resource "aws_internet_gateway" "this" {
  count = var.egress == "nat" ? 1 : 0

  vpc_id = aws_vpc.this.id
  tags   = { Name = var.environment }
}

resource "aws_route_table" "public" {
  count = var.egress == "nat" ? 1 : 0

  vpc_id = aws_vpc.this.id
  tags   = { Name = "${var.environment}-public" }
}

resource "aws_route" "public" {
  count = var.egress == "nat" ? 1 : 0

  route_table_id         = aws_route_table.public[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route_table_association" "public" {
  for_each = local.nat_zones

  subnet_id      = aws_subnet.this["public-${each.key}"].id
  route_table_id = aws_route_table.public[0].id
}

resource "aws_eip" "nat" {
  for_each = local.nat_zones

  domain = "vpc"
  tags   = { Name = "${var.environment}-nat-${each.key}" }
}

resource "aws_nat_gateway" "this" {
  for_each = local.nat_zones

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.this["public-${each.key}"].id
  tags          = { Name = "${var.environment}-${each.key}" }
  depends_on    = [aws_internet_gateway.this]
}

resource "aws_route" "nat" {
  for_each = local.nat_zones

  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[each.key].id
}

resource "aws_vpc_security_group_egress_rule" "tasks_out" {
  count = var.egress == "nat" ? 1 : 0

  security_group_id = aws_security_group.tasks.id
  description       = "HTTPS to what the DNS firewall lets be found"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
