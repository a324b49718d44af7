package com.meddevo.referee;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;

/** Fills in what moto leaves out, as {@link Gap} names it. The SDK gives it to every client here, since its name stands among the resources. */
public final class Masks implements ExecutionInterceptor {
    /** Those that an interceptor can bridge. */
    static final Set<Gap> BRIDGED = EnumSet.of(Gap.PARAMETERS_WITHOUT_ARN, Gap.TARGETS_WITHOUT_TAGS, Gap.NO_DEPLOYMENT_HISTORY);

    private static final int FAILED = 500;
    private static final int OK = 200;
    private static final Set<Gap> MET = ConcurrentHashMap.newKeySet();
    private static final Map<String, Map<String, String>> TARGET_TAGS = new ConcurrentHashMap<>();

    /** The gaps that were there so far. */
    static Set<Gap> met() { return Set.copyOf(MET); }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        return switch (context.response()) {
            case DescribeParametersResponse answer -> answer.copy(it -> it.parameters(answer.parameters().stream().map(Masks::withArn)
                    .toList()));
            case RegisterScalableTargetResponse answer when context.request() instanceof RegisterScalableTargetRequest request -> {
                if (request.hasTags()) TARGET_TAGS.put(answer.scalableTargetARN(), request.tags());
                yield answer;
            }
            default -> context.response();
        };
    }

    private static ParameterMetadata withArn(ParameterMetadata parameter) {
        if (parameter.arn() != null) return parameter;
        MET.add(Gap.PARAMETERS_WITHOUT_ARN);
        String path = parameter.name().startsWith("/") ? parameter.name() : "/" + parameter.name();
        return parameter.copy(it -> it.arn("arn:aws:ssm:eu-central-1:123456789012:parameter" + path));
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (context.httpResponse().statusCode() != FAILED) return context.httpResponse();
        var gap = failing(context.request());
        if (gap.isEmpty()) return context.httpResponse();
        MET.add(gap.get());
        return SdkHttpResponse.builder().statusCode(OK).putHeader("Content-Type", "application/x-amz-json-1.1").build();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return failing(context.request()).filter(MET::contains)
                .map(gap -> (InputStream) new ByteArrayInputStream(instead(context.request()).getBytes(StandardCharsets.UTF_8)))
                .or(context::responseBody);
    }

    /** Which gap it is that moto fails at this request with 500. */
    private static Optional<Gap> failing(SdkRequest request) {
        return switch (request) {
            case ListTagsForResourceRequest _ -> Optional.of(Gap.TARGETS_WITHOUT_TAGS);
            case ListServiceDeploymentsRequest _ -> Optional.of(Gap.NO_DEPLOYMENT_HISTORY);
            default -> Optional.empty();
        };
    }

    private static String instead(SdkRequest request) {
        if (!(request instanceof ListTagsForResourceRequest tags)) return "{\"serviceDeployments\": []}";
        return TARGET_TAGS.getOrDefault(tags.resourceARN(), Map.of()).entrySet().stream()
                .map(tag -> "\"%s\": \"%s\"".formatted(tag.getKey(), tag.getValue()))
                .collect(Collectors.joining(", ", "{\"Tags\": {", "}}"));
    }
}
