"""Every operation that the operator uses, as somebody at a terminal would use it: things are made, looked at, changed, asked for wrongly, and taken away."""

TAGS = [{"Key": "owner", "Value": "somebody"}]
ROLE = "arn:aws:iam::123456789012:role/any"


def foundations(aws):
    """Makes what the scenarios stand on; the repository web and its image are there locally too."""
    vpc = aws("ec2", "DescribeVpcs")["Vpcs"][0]["VpcId"]
    subnets = sorted(one["SubnetId"] for one in aws("ec2", "DescribeSubnets")["Subnets"])
    group = aws("ec2", "CreateSecurityGroup", GroupName="tasks", Description="tasks", VpcId=vpc)["GroupId"]
    aws("ecs", "CreateCluster", clusterName="local")
    balancer = aws("elbv2", "CreateLoadBalancer", Name="local", Subnets=subnets, SecurityGroups=[group], Scheme="internal")["LoadBalancers"][0]
    answer = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404", "ContentType": "text/plain", "MessageBody": "no"}}
    listener = aws("elbv2", "CreateListener", LoadBalancerArn=balancer["LoadBalancerArn"], Port=80, Protocol="HTTP", DefaultActions=[answer])
    operation = aws("servicediscovery", "CreatePrivateDnsNamespace", Name="svc.local.meddevo.internal", Vpc=vpc)["OperationId"]
    namespace = aws("servicediscovery", "GetOperation", OperationId=operation)["Operation"]["Targets"]["NAMESPACE"]
    aws("ecr", "CreateRepository", repositoryName="web")
    kind = "application/vnd.docker.distribution.manifest.v2+json"
    manifest = ('{"schemaVersion": 2, "mediaType": "%s", "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 2,'
                ' "digest": "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}, "layers": []}' % kind)
    aws("ecr", "PutImage", repositoryName="web", imageTag="1.0.0", imageManifest=manifest, imageManifestMediaType=kind)
    zone = aws("route53", "CreateHostedZone", Name="local.meddevo.internal", CallerReference="once")["HostedZone"]["Id"]
    return {"vpc": vpc, "subnets": subnets, "group": group, "listener": listener["Listeners"][0]["ListenerArn"], "namespace": namespace,
            "zone": zone.split("/")[-1], "balancerName": balancer["DNSName"], "balancerZone": balancer["CanonicalHostedZoneId"],
            "files": aws("efs", "CreateFileSystem", CreationToken="once", Encrypted=True)["FileSystemId"]}


def run(aws, on):
    """All of them, in the order in which things build on each other."""
    aws("sts", "AssumeRole", RoleArn=ROLE, RoleSessionName="somebody", ExternalId="agreed")
    logs(aws)
    registry(aws)
    secrets(aws)
    groups(aws, on)
    records(aws, on)
    files(aws, on)
    alarms(aws)
    group = target_groups(aws, on)
    registry_arn = names(aws, on)
    definition = definitions(aws)
    services(aws, on, definition, group, registry_arn)
    scaling(aws)
    farewell(aws, group, registry_arn)


def logs(aws):
    group = "/ecs/local/web"
    aws("logs", "CreateLogGroup", logGroupName=group, tags={"owner": "somebody"})
    aws("logs", "CreateLogGroup", logGroupName=group)
    aws("logs", "PutRetentionPolicy", logGroupName=group, retentionInDays=30)
    aws("logs", "PutRetentionPolicy", logGroupName=group, retentionInDays=31)
    aws("logs", "PutRetentionPolicy", logGroupName="/missing", retentionInDays=30)
    arn = aws("logs", "DescribeLogGroups", logGroupNamePrefix="/ecs/local/")["logGroups"][0]["arn"].removesuffix(":*")
    key = "arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-0000-0000-0000-000000000000"
    aws("logs", "AssociateKmsKey", logGroupName=group, kmsKeyId=key)
    aws("logs", "DescribeLogGroups", logGroupNamePrefix="/ecs/local/")
    aws("logs", "DisassociateKmsKey", logGroupName=group)
    aws("logs", "TagResource", resourceArn=arn, tags={"team": "docs"})
    aws("logs", "ListTagsForResource", resourceArn=arn)
    aws("logs", "ListTagsForResource", resourceArn=arn + "missing")
    aws("logs", "DescribeLogStreams", logGroupName=group, orderBy="LastEventTime", descending=True, limit=1)
    aws("logs", "DescribeLogStreams", logGroupName="/missing")
    aws("logs", "GetLogEvents", logGroupName=group, logStreamName="missing", limit=10, startFromHead=False)


def registry(aws):
    arn = aws("ecr", "CreateRepository", repositoryName="docs", tags=TAGS)["repository"]["repositoryArn"]
    aws("ecr", "CreateRepository", repositoryName="docs")
    aws("ecr", "DescribeRepositories")
    aws("ecr", "DescribeRepositories", repositoryNames=["missing"])
    aws("ecr", "PutImageScanningConfiguration", repositoryName="docs", imageScanningConfiguration={"scanOnPush": True})
    aws("ecr", "PutImageTagMutability", repositoryName="docs", imageTagMutability="IMMUTABLE")
    aws("ecr", "GetRepositoryPolicy", repositoryName="docs")
    policy = ('{"Version": "2012-10-17", "Statement": [{"Sid": "Pull", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"},'
              ' "Action": ["ecr:BatchGetImage"]}]}')
    aws("ecr", "SetRepositoryPolicy", repositoryName="docs", policyText=policy)
    aws("ecr", "GetRepositoryPolicy", repositoryName="docs")
    aws("ecr", "DeleteRepositoryPolicy", repositoryName="docs")
    aws("ecr", "DeleteRepositoryPolicy", repositoryName="docs")
    aws("ecr", "GetLifecyclePolicy", repositoryName="docs")
    aws("ecr", "DeleteLifecyclePolicy", repositoryName="docs")
    aws("ecr", "TagResource", resourceArn=arn, tags=[{"Key": "team", "Value": "docs"}])
    aws("ecr", "ListTagsForResource", resourceArn=arn)
    digest = aws("ecr", "DescribeImages", repositoryName="web", imageIds=[{"imageTag": "1.0.0"}])["imageDetails"][0]["imageDigest"]
    aws("ecr", "DescribeImages", repositoryName="web", imageIds=[{"imageTag": "missing"}])
    aws("ecr", "BatchGetImage", repositoryName="web", imageIds=[{"imageTag": "1.0.0"}, {"imageTag": "missing"}])
    aws("ecr", "ListImages", repositoryName="web")
    aws("ecr", "BatchGetImage", repositoryName="web", imageIds=[{"imageDigest": digest}, {"imageTag": "missing"}])
    aws("ecr", "BatchDeleteImage", repositoryName="web", imageIds=[{"imageDigest": digest}, {"imageDigest": "sha256:" + 64 * "0"}])
    aws("ecr", "ListImages", repositoryName="web")


def secrets(aws):
    arn = aws("secretsmanager", "CreateSecret", Name="web/database", SecretString='{"password": "made up"}')["ARN"]
    aws("secretsmanager", "ListSecrets", Filters=[{"Key": "name", "Values": ["web/database"]}])
    aws("secretsmanager", "DescribeSecret", SecretId=arn)
    aws("secretsmanager", "DescribeSecret", SecretId="missing")
    aws("ssm", "PutParameter", Name="/local/web/key", Value="made up", Type="SecureString")
    aws("ssm", "DescribeParameters", ParameterFilters=[{"Key": "Name", "Option": "Equals", "Values": ["/local/web/key"]}])
    aws("ssm", "DescribeParameters", ParameterFilters=[{"Key": "Name", "Option": "Equals", "Values": ["/missing"]}])


def groups(aws, on):
    spec = [{"ResourceType": "security-group", "Tags": TAGS}]
    group = aws("ec2", "CreateSecurityGroup", GroupName="web", Description="web", VpcId=on["vpc"], TagSpecifications=spec)["GroupId"]
    aws.wait(10)
    aws("ec2", "CreateSecurityGroup", GroupName="web", Description="web", VpcId=on["vpc"])
    web = [{"Name": "group-id", "Values": [group]}]
    aws("ec2", "DescribeSecurityGroups", Filters=web)
    aws("ec2", "DescribeSecurityGroups", GroupIds=["sg-00000000000000000"])
    aws("ec2", "CreateTags", Resources=[group], Tags=[{"Key": "team", "Value": "docs"}])
    way_in = [{"IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080, "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "inside"}]}]
    rule_spec = [{"ResourceType": "security-group-rule", "Tags": TAGS}]
    made = aws("ec2", "AuthorizeSecurityGroupIngress", GroupId=group, IpPermissions=way_in, TagSpecifications=rule_spec)
    aws("ec2", "AuthorizeSecurityGroupIngress", GroupId=group, IpPermissions=way_in)
    aws("ec2", "AuthorizeSecurityGroupEgress", GroupId=group, IpPermissions=way_in)
    aws("ec2", "DescribeSecurityGroupRules", Filters=web)
    rule = made["SecurityGroupRules"][0]["SecurityGroupRuleId"]
    changed = {"IpProtocol": "tcp", "FromPort": 9090, "ToPort": 9090, "CidrIpv4": "10.0.0.0/8"}
    aws("ec2", "ModifySecurityGroupRules", GroupId=group, SecurityGroupRules=[{"SecurityGroupRuleId": rule, "SecurityGroupRule": changed}])
    aws("ec2", "RevokeSecurityGroupIngress", GroupId=group, SecurityGroupRuleIds=[rule])
    aws("ec2", "RevokeSecurityGroupEgress", GroupId=group, IpPermissions=way_in)
    aws("ec2", "RevokeSecurityGroupEgress", GroupId=group, IpPermissions=way_in)
    aws("ec2", "DescribeSecurityGroupRules", Filters=web)
    aws("ec2", "DeleteSecurityGroup", GroupId=group)
    aws("ec2", "DeleteSecurityGroup", GroupId=group)


def records(aws, on):
    def change(action, name="web.local.meddevo.internal"):
        alias = {"HostedZoneId": on["balancerZone"], "DNSName": on["balancerName"], "EvaluateTargetHealth": True}
        to_the_balancer = {"Name": name, "Type": "A", "AliasTarget": alias}
        note = {"Name": "owner." + name, "Type": "TXT", "TTL": 300, "ResourceRecords": [{"Value": '"somebody"'}]}
        batch = {"Changes": [{"Action": action, "ResourceRecordSet": record} for record in (to_the_balancer, note)]}
        aws.wait(60)
        aws("route53", "ChangeResourceRecordSets", HostedZoneId=on["zone"], ChangeBatch=batch)

    change("CREATE")
    change("UPSERT")
    aws("route53", "ListResourceRecordSets", HostedZoneId=on["zone"], StartRecordName="owner.web.local.meddevo.internal", MaxItems="10")
    aws("route53", "ListResourceRecordSets", HostedZoneId="Z00000000000000000000")
    change("DELETE")
    change("DELETE")


def files(aws, on):
    wanted = {"FileSystemId": on["files"], "PosixUser": {"Uid": 1000, "Gid": 1000}, "Tags": TAGS,
              "RootDirectory": {"Path": "/web", "CreationInfo": {"OwnerUid": 1000, "OwnerGid": 1000, "Permissions": "0750"}}}
    made = aws("efs", "CreateAccessPoint", ClientToken="web", **wanted)
    aws("efs", "CreateAccessPoint", ClientToken="other", **(wanted | {"FileSystemId": "fs-00000000000000000"}))
    aws.wait(10)
    aws("efs", "DescribeAccessPoints", FileSystemId=on["files"])
    aws("efs", "TagResource", ResourceId=made["AccessPointId"], Tags=[{"Key": "team", "Value": "docs"}])
    aws("efs", "ListTagsForResource", ResourceId=made["AccessPointId"])
    aws("efs", "DeleteAccessPoint", AccessPointId=made["AccessPointId"])
    aws.wait(60)
    aws("efs", "DeleteAccessPoint", AccessPointId=made["AccessPointId"])


def alarms(aws):
    alarm = dict(AlarmName="web-errors", Namespace="AWS/ApplicationELB", MetricName="HTTPCode_Target_5XX_Count", Statistic="Sum", Period=60,
                 EvaluationPeriods=3, Threshold=5, ComparisonOperator="GreaterThanThreshold", TreatMissingData="notBreaching",
                 Dimensions=[{"Name": "LoadBalancer", "Value": "app/local/1"}])
    aws("cloudwatch", "PutMetricAlarm", Tags=TAGS, **alarm)
    arn = aws("cloudwatch", "DescribeAlarms", AlarmNamePrefix="web-")["MetricAlarms"][0]["AlarmArn"]
    aws("cloudwatch", "TagResource", ResourceARN=arn, Tags=[{"Key": "team", "Value": "docs"}])
    aws("cloudwatch", "ListTagsForResource", ResourceARN=arn)
    aws("cloudwatch", "DeleteAlarms", AlarmNames=["web-errors"])
    aws("cloudwatch", "DescribeAlarms", AlarmNamePrefix="web-")


def target_groups(aws, on):
    aws("elbv2", "DescribeAccountLimits")
    wanted = dict(Name="web", Protocol="HTTP", Port=80, VpcId=on["vpc"], TargetType="ip", HealthCheckPath="/health", Tags=TAGS)
    group = aws("elbv2", "CreateTargetGroup", **wanted)["TargetGroups"][0]["TargetGroupArn"]
    aws("elbv2", "CreateTargetGroup", **(wanted | {"Port": 81}))
    aws("elbv2", "DescribeTargetGroups")
    aws("elbv2", "DescribeTargetGroups", Names=["missing"])
    aws("elbv2", "DescribeTargetGroupAttributes", TargetGroupArn=group)
    attributes = [{"Key": "deregistration_delay.timeout_seconds", "Value": "10"}]
    aws("elbv2", "ModifyTargetGroupAttributes", TargetGroupArn=group, Attributes=attributes)
    aws("elbv2", "ModifyTargetGroup", TargetGroupArn=group, HealthCheckPath="/ready", Matcher={"HttpCode": "200-299"})
    path = [{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/web/*"]}}]
    to_group = [{"Type": "forward", "TargetGroupArn": group}]
    rule = aws("elbv2", "CreateRule", ListenerArn=on["listener"], Priority=1000, Conditions=path, Actions=to_group, Tags=TAGS)["Rules"][0]["RuleArn"]
    aws("elbv2", "CreateRule", ListenerArn=on["listener"], Priority=1000, Conditions=path, Actions=to_group)
    host = [{"Field": "host-header", "HostHeaderConfig": {"Values": ["web.meddevo.example"]}}]
    aws("elbv2", "ModifyRule", RuleArn=rule, Conditions=path + host, Actions=to_group)
    aws("elbv2", "SetRulePriorities", RulePriorities=[{"RuleArn": rule, "Priority": 2000}])
    aws("elbv2", "DescribeRules", ListenerArn=on["listener"])
    aws("elbv2", "DescribeRules", RuleArns=[rule[:-4] + "0000"])
    aws("elbv2", "AddTags", ResourceArns=[rule], Tags=[{"Key": "team", "Value": "docs"}])
    aws("elbv2", "DescribeTags", ResourceArns=[rule, group])
    aws("elbv2", "DescribeTargetHealth", TargetGroupArn=group)
    aws("elbv2", "DeleteTargetGroup", TargetGroupArn=group)
    aws.wait(120)
    aws("resourcegroupstaggingapi", "GetResources", TagFilters=[{"Key": "owner", "Values": ["somebody"]}],
        ResourceTypeFilters=["elasticloadbalancing:targetgroup"])
    return {"group": group, "rule": rule}


def names(aws, on):
    wanted = dict(Name="web", NamespaceId=on["namespace"], CreatorRequestId="once", Tags=TAGS,
                  DnsConfig={"RoutingPolicy": "MULTIVALUE", "DnsRecords": [{"Type": "A", "TTL": 10}]}, HealthCheckCustomConfig={"FailureThreshold": 1})
    made = aws("servicediscovery", "CreateService", **wanted)["Service"]
    aws("servicediscovery", "CreateService", **(wanted | {"CreatorRequestId": "again"}))
    aws("servicediscovery", "GetService", Id=made["Id"])
    aws("servicediscovery", "GetService", Id="srv-missing")
    aws("servicediscovery", "ListServices", Filters=[{"Name": "NAMESPACE_ID", "Values": [on["namespace"]]}])
    aws("servicediscovery", "TagResource", ResourceARN=made["Arn"], Tags=[{"Key": "team", "Value": "docs"}])
    aws("servicediscovery", "ListTagsForResource", ResourceARN=made["Arn"])
    changed = {"Description": "changed", "DnsConfig": {"DnsRecords": [{"Type": "A", "TTL": 20}]}}
    operation = aws("servicediscovery", "UpdateService", Id=made["Id"], Service=changed)["OperationId"]
    aws.wait(60)
    aws("servicediscovery", "GetOperation", OperationId=operation)
    return made


def definitions(aws):
    container = {"name": "web", "image": "web:1.0.0", "portMappings": [{"containerPort": 8080}], "environment": [{"name": "A", "value": "b"}]}
    wanted = dict(family="web", networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512", executionRoleArn=ROLE,
                  containerDefinitions=[container], tags=[{"key": "owner", "value": "somebody"}])
    first = aws("ecs", "RegisterTaskDefinition", **wanted)["taskDefinition"]["taskDefinitionArn"]
    second = aws("ecs", "RegisterTaskDefinition", **wanted)["taskDefinition"]["taskDefinitionArn"]
    aws("ecs", "DescribeTaskDefinition", taskDefinition=first, include=["TAGS"])
    aws("ecs", "DescribeTaskDefinition", taskDefinition="missing")
    aws("ecs", "ListTaskDefinitions", familyPrefix="web", status="ACTIVE", sort="DESC")
    aws("ecs", "DeregisterTaskDefinition", taskDefinition=first)
    aws("ecs", "ListTaskDefinitions", familyPrefix="web", status="ACTIVE", sort="DESC")
    return second


def services(aws, on, definition, balanced, registry):
    network = {"awsvpcConfiguration": {"subnets": on["subnets"], "securityGroups": [on["group"]]}}
    wanted = dict(cluster="local", serviceName="web", taskDefinition=definition, desiredCount=1, launchType="FARGATE", networkConfiguration=network,
                  loadBalancers=[{"targetGroupArn": balanced["group"], "containerName": "web", "containerPort": 8080}],
                  serviceRegistries=[{"registryArn": registry["Arn"]}], tags=[{"key": "owner", "value": "somebody"}])
    aws("ecs", "ListClusters")
    arn = aws("ecs", "CreateService", **wanted)["service"]["serviceArn"]
    aws("ecs", "CreateService", **(wanted | {"cluster": "missing"}))
    aws.wait(120)
    aws("ecs", "DescribeServices", cluster="local", services=["web", "missing"], include=["TAGS"])
    aws("ecs", "DescribeServices", cluster="missing", services=["web"])
    aws("ecs", "ListServices", cluster="local")
    breaker = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}, "maximumPercent": 200, "minimumHealthyPercent": 100}
    aws("ecs", "UpdateService", cluster="local", service="web", deploymentConfiguration=breaker, healthCheckGracePeriodSeconds=30, desiredCount=2)
    aws("ecs", "UpdateService", cluster="local", service="missing", desiredCount=1)
    aws("ecs", "TagResource", resourceArn=arn, tags=[{"key": "team", "value": "docs"}])
    aws("ecs", "UntagResource", resourceArn=arn, tagKeys=["team"])
    tasks = aws("ecs", "ListTasks", cluster="local", serviceName="web").get("taskArns", [])
    aws("ecs", "DescribeTasks", cluster="local", tasks=tasks or ["arn:aws:ecs:eu-central-1:000000000000:task/local/" + 32 * "0"])
    history = aws("ecs", "ListServiceDeployments", cluster="local", service="web").get("serviceDeployments", [])
    deployment = history[0]["serviceDeploymentArn"] if history else arn.replace(":service/", ":service-deployment/") + "/1"
    aws("ecs", "DescribeServiceDeployments", serviceDeploymentArns=[deployment])
    revision = history[0]["targetServiceRevisionArn"] if history else arn.replace(":service/", ":service-revision/") + "/1"
    aws("ecs", "DescribeServiceRevisions", serviceRevisionArns=[revision])


def scaling(aws):
    what = dict(ServiceNamespace="ecs", ResourceId="service/local/web", ScalableDimension="ecs:service:DesiredCount")
    target = aws("application-autoscaling", "RegisterScalableTarget", MinCapacity=1, MaxCapacity=4, Tags={"owner": "somebody"}, **what)
    aws("application-autoscaling", "RegisterScalableTarget", MinCapacity=1, MaxCapacity=4, **(what | {"ResourceId": "service/local/missing"}))
    aws("application-autoscaling", "DescribeScalableTargets", ServiceNamespace="ecs")
    tracking = {"TargetValue": 60.0, "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}
    aws("application-autoscaling", "PutScalingPolicy", PolicyName="cpu", PolicyType="TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration=tracking, **what)
    aws("application-autoscaling", "DescribeScalingPolicies", ServiceNamespace="ecs")
    aws("application-autoscaling", "PutScheduledAction", ScheduledActionName="night", Schedule="cron(0 22 * * ? *)", Timezone="Europe/Berlin",
        ScalableTargetAction={"MinCapacity": 0}, **what)
    aws("application-autoscaling", "DescribeScheduledActions", ServiceNamespace="ecs")
    arn = target.get("ScalableTargetARN", "arn:aws:application-autoscaling:eu-central-1:123456789012:scalable-target/missing")
    aws("application-autoscaling", "TagResource", ResourceARN=arn, Tags={"team": "docs"})
    aws("application-autoscaling", "ListTagsForResource", ResourceARN=arn)
    aws("application-autoscaling", "DeleteScheduledAction", ScheduledActionName="night", **what)
    aws("application-autoscaling", "DeleteScheduledAction", ScheduledActionName="night", **what)
    aws("application-autoscaling", "DeleteScalingPolicy", PolicyName="cpu", **what)
    aws("application-autoscaling", "DeregisterScalableTarget", **what)
    aws("application-autoscaling", "DeregisterScalableTarget", **what)


def farewell(aws, balanced, registry):
    aws("ecs", "DeleteService", cluster="local", service="web")
    aws("ecs", "DeleteService", cluster="local", service="web", force=True)
    aws.wait(300)
    aws("ecs", "DescribeServices", cluster="local", services=["web"])
    aws("ecs", "DeleteService", cluster="local", service="missing", force=True)
    aws("elbv2", "DeleteRule", RuleArn=balanced["rule"])
    aws("elbv2", "DeleteRule", RuleArn=balanced["rule"])
    aws.wait(60)
    aws("elbv2", "DeleteTargetGroup", TargetGroupArn=balanced["group"])
    aws("elbv2", "DeleteTargetGroup", TargetGroupArn=balanced["group"])
    aws("servicediscovery", "DeleteService", Id=registry["Id"])
    aws("servicediscovery", "DeleteService", Id=registry["Id"])
