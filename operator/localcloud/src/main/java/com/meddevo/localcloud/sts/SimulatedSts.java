package com.meddevo.localcloud.sts;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import com.meddevo.localcloud.state.Site;
import java.time.Duration;
import java.util.Locale;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The simulated service. The credentials it hands out open nothing that was closed: the local cloud asks nobody who he is. */
public final class SimulatedSts implements StsClient {

    private static final int USUAL_SECONDS = 3600;

    private final Site site;

    /** A service for the callers of a site. */
    public SimulatedSts(Site site) { this.site = site; }

    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
        return GetCallerIdentityResponse.builder().account(site.accountId()).userId("AIDALOCALCLOUDUSER000")
                .arn("arn:aws:iam::%s:user/local".formatted(site.accountId()))
                .build();
    }

    @Override
    public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
        if (request.roleArn() == null || !request.roleArn().matches("arn:aws:iam::\\d{12}:role/.+")) {
            throw Refusal.of(AwsService.STS, "ValidationError", Refusal.BAD_REQUEST, "%s is invalid".formatted(request.roleArn()));
        }
        if (request.roleSessionName() == null || !request.roleSessionName().matches("[\\w+=,.@-]{2,64}")) {
            throw Refusal.of(AwsService.STS, "ValidationError", Refusal.BAD_REQUEST,
                    "'%s' is not a valid role session name".formatted(request.roleSessionName()));
        }
        var role = request.roleArn().replaceAll("^.*/", "");
        var account = request.roleArn().split(":")[4];
        var lifetime = Duration.ofSeconds(request.durationSeconds() == null ? USUAL_SECONDS : request.durationSeconds());
        var id = site.ids().hexadecimal(16).toUpperCase(Locale.ROOT);
        return AssumeRoleResponse.builder()
                .assumedRoleUser(AssumedRoleUser.builder().assumedRoleId("AROA%s:%s".formatted(id, request.roleSessionName()))
                        .arn("arn:aws:sts::%s:assumed-role/%s/%s".formatted(account, role, request.roleSessionName())).build())
                .credentials(Credentials.builder().accessKeyId("ASIA" + id).secretAccessKey(site.ids().hexadecimal(40))
                        .sessionToken(site.ids().hexadecimal(64))
                        .expiration(site.timeline().now().plus(lifetime)).build())
                .build();
    }

    @Override
    public String serviceName() { return AwsService.STS.signingName(); }

    @Override
    public void close() {
        // Nothing to let go of.
    }
}
