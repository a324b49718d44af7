package com.meddevo.plan.example;

import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;
import java.util.Set;

/** A state that says by hand what it refers to, so that tests need not believe what the engine finds by reflection. */
public sealed interface ExampleState extends ResourceState permits LogGroup, TaskDefinition, TargetGroup, ListenerRule, Discovery, Service {
    Set<ResourceId> refersTo();
}
