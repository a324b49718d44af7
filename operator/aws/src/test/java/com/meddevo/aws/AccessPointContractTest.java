package com.meddevo.aws;

import com.meddevo.aws.accesspoint.AccessPoint;
import com.meddevo.aws.accesspoint.AccessPointArns;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.FileArea;
import com.meddevo.fleet.FileArea.Owner;
import com.meddevo.localcloud.call.Call;
import com.meddevo.plan.ResourceState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.efs.EfsClient;

class AccessPointContractTest extends KindContract {
    @Override
    String kind() { return "access-point"; }

    @Override
    AppSpec app(World world) { return Specs.files(world.app(APP), area("/blobs", new Owner(1000, 1000, "750"))); }

    private static FileArea area(String path, Owner owner) {
        return new FileArea("blobs", "/files/blobs", path, FileArea.Access.READ_WRITE, owner);
    }

    @Override
    boolean reads(Call call) { return call.operation().equals("DescribeAccessPoints"); }

    @Override
    boolean creates(Call call) { return call.operation().equals("CreateAccessPoint"); }

    /** Each of these is another access point; the earlier ones stay, since kept revisions mount them. */
    @Override
    List<AppSpec> changes(AppSpec app) {
        return List.of(Specs.files(app, area("/blobs/deep", new Owner(1000, 1000, "750"))),
                Specs.files(app, area("/blobs/deep", new Owner(2000, 1000, "750"))),
                Specs.files(app, area("/blobs/deep", new Owner(2000, 2000, "750"))),
                Specs.files(app, area("/blobs/deep", new Owner(2000, 2000, "2775"))));
    }

    /** Somebody takes our tags away; the token that it was made with still says whose it is. */
    @Override
    void drift(World world, ResourceState ours, String arn) {
        efs(world).untagResource(request -> request.resourceId(AccessPointArns.id(arn)).tagKeys("meddevo:app", "meddevo:id"));
    }

    /** Access points have no names that somebody could take. */
    @Override
    Optional<Foreign> foreign(World world) { return Optional.empty(); }

    /** The one that is wanted and not, as the scenario's first, one that is kept for a rollback. */
    @Override
    void more(World world, Set<String> actions) {
        world.wants(app(world)).settleRecording(kind(), actions);
        var ours = ours(world).stream().filter(state -> state instanceof AccessPoint point && point.path().equals("/blobs")).findFirst();
        drift(world, ours.orElseThrow(), world.sweep().arns().of(ours.orElseThrow().id()));
        world.settleRecording(kind(), actions);
    }

    @Override
    int existing(World world) {
        return efs(world).describeAccessPoints(request -> request.fileSystemId(world.environment.files().orElseThrow().fileSystemId()))
                .accessPoints().size();
    }

    private static EfsClient efs(World world) { return world.account.client(EfsClient.class); }
}
