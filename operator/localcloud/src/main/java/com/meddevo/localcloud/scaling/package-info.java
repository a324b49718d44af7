/**
 * Application Auto Scaling of ECS services: scalable targets, target-tracking policies, scheduled actions, and what they did. After the
 * Application Auto Scaling API reference (version 2016-02-06). A target keeps its service's count within its bounds; schedules move the
 * bounds by the account's clock.
 */
package com.meddevo.localcloud.scaling;
