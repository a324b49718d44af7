# Nodes wear network's group, which lets them out on 443 to AWS and to what the DNS firewall lets be found, and one of their own for what goes on inside.
locals {
  # What the control plane asks of nodes: the kubelet, and webhooks. https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
  control_plane_to_nodes = { kubelet = 10250, webhooks = 443 }
}

resource "aws_security_group" "control_plane" {
  name        = "${var.name}-control-plane"
  description = "Kubernetes API of ${var.name}"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.name}-control-plane" }
}

resource "aws_security_group" "nodes" {
  name        = "${var.name}-nodes"
  description = "Nodes of ${var.name} and their pods"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.name}-nodes" }
}

# Nodes, and people in a CloudShell of this VPC.
resource "aws_vpc_security_group_ingress_rule" "api" {
  security_group_id            = aws_security_group.control_plane.id
  referenced_security_group_id = var.task_security_group_id
  description                  = "Kubernetes API"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "to_api" {
  security_group_id            = var.task_security_group_id
  referenced_security_group_id = aws_security_group.control_plane.id
  description                  = "Kubernetes API of ${var.name}"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "to_nodes" {
  for_each = local.control_plane_to_nodes

  security_group_id            = aws_security_group.control_plane.id
  referenced_security_group_id = aws_security_group.nodes.id
  description                  = "Control plane to ${each.key}"
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
}

resource "aws_vpc_security_group_ingress_rule" "from_control_plane" {
  for_each = local.control_plane_to_nodes

  security_group_id            = aws_security_group.nodes.id
  referenced_security_group_id = aws_security_group.control_plane.id
  description                  = "Control plane to ${each.key}"
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
}

# Between pods network policies decide, which know pods and not only nodes.
resource "aws_vpc_security_group_ingress_rule" "among_nodes" {
  security_group_id            = aws_security_group.nodes.id
  referenced_security_group_id = aws_security_group.nodes.id
  description                  = "Pods among themselves"
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_egress_rule" "among_nodes" {
  security_group_id            = aws_security_group.nodes.id
  referenced_security_group_id = aws_security_group.nodes.id
  description                  = "Pods among themselves"
  ip_protocol                  = "-1"
}
