package com.meddevo.controller.reconcile;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.controller.roster.Rosters;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/** Lets pass what people change of an app: its spec, its deletion, and the annotation that asks for a retry. Our own statuses do not wake us. */
public final class WhatPeopleChange implements OnUpdateFilter<MeddevoApp> {
    @Override
    public boolean accept(MeddevoApp now, MeddevoApp before) {
        ObjectMeta current = now.getMetadata();
        ObjectMeta old = before.getMetadata();
        return !Objects.equals(current.getGeneration(), old.getGeneration())
                || !Objects.equals(current.getDeletionTimestamp(), old.getDeletionTimestamp())
                || !Objects.equals(current.getFinalizers(), old.getFinalizers()) || !Rosters.retry(now).equals(Rosters.retry(before));
    }
}
