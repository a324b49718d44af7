package com.meddevo.aws;

import com.meddevo.aws.accesspoint.AccessPoints;
import com.meddevo.aws.alarm.Alarms;
import com.meddevo.aws.discovery.DiscoveryNames;
import com.meddevo.aws.dnsrecord.DnsRecords;
import com.meddevo.aws.listenerrule.ListenerRules;
import com.meddevo.aws.loggroup.LogGroups;
import com.meddevo.aws.scaling.Scalings;
import com.meddevo.aws.securitygroup.SecurityGroups;
import com.meddevo.aws.securitygrouprule.SecurityGroupRules;
import com.meddevo.aws.service.Services;
import com.meddevo.aws.targetgroup.TargetGroups;
import com.meddevo.aws.taskdefinition.TaskDefinitions;
import com.meddevo.plan.ResourceKind;
import java.util.List;

/** The kinds of resource that are driven: the one line that a new kind adds besides its folder and its driver in {@link Drivers}. */
public final class Kinds {
    private Kinds() {}

    /** The pure halves of all kinds. */
    public static List<ResourceKind<?>> all() {
        return List.of(new LogGroups(), new AccessPoints(), new TaskDefinitions(), new TargetGroups(), new ListenerRules(),
                new DiscoveryNames(), new SecurityGroups(), new SecurityGroupRules(), new DnsRecords(), new Alarms(), new Services(),
                new Scalings());
    }
}
