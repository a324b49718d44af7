package com.meddevo.referee;

import java.util.Locale;

/**
 * Where moto does not do what AWS does, and the operator's way leads through it. Each stands in docs/referee.md, is met by a test that fails when moto closes it,
 * and is bridged here and never in the operator.
 */
enum Gap {
    /** {@code DescribeParameters} gives no ARN; {@link Masks} fills it in. */
    PARAMETERS_WITHOUT_ARN,
    /** {@code RegisterScalableTarget} forgets its tags and {@code ListTagsForResource} fails; {@link Masks} remembers them. */
    TARGETS_WITHOUT_TAGS,
    /** {@code ListServiceDeployments} fails; {@link Masks} answers that there were none. */
    NO_DEPLOYMENT_HISTORY,
    /** {@code RegisterScalableTarget} leaves a count outside the new bounds; a test sets it as AWS does. */
    COUNTS_OUTSIDE_THE_BOUNDS,
    /** {@code CreateService} drops what {@code UpdateService} keeps, so that the second plan updates each new service once. */
    SERVICES_CREATED_INCOMPLETE,
    /** {@code ListServices} lists what was deleted; the operator asks for the status anyway. */
    INACTIVE_SERVICES_LISTED,
    /** The alarms of target tracking stay when their policy goes; the operator does not touch AWS's own. */
    ALARMS_OUTLIVE_POLICIES;

    /** As docs/referee.md calls it. */
    String title() { return name().toLowerCase(Locale.ROOT).replace('_', ' '); }
}
