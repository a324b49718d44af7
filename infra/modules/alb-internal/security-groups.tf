resource "aws_security_group" "this" {
  name        = "${var.environment}-alb"
  description = "Internal load balancers"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.environment}-alb" }
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  for_each = var.client_cidrs

  security_group_id = aws_security_group.this.id
  description       = "HTTPS from ${each.key}"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "to_tasks" {
  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = var.task_security_group_id
  description                  = "To the ports that apps listen on"
  ip_protocol                  = "tcp"
  from_port                    = 1024 # containers run without root, so never below
  to_port                      = 65535
}

resource "aws_vpc_security_group_ingress_rule" "tasks_from_load_balancers" {
  security_group_id            = var.task_security_group_id
  referenced_security_group_id = aws_security_group.this.id
  description                  = "Requests and health checks of the load balancers"
  ip_protocol                  = "tcp"
  from_port                    = 1024
  to_port                      = 65535
}
