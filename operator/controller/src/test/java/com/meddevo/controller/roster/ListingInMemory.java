package com.meddevo.controller.roster;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a Kubernetes API would hold. */
public final class ListingInMemory implements Listing {
    public final List<MeddevoApp> apps = new ArrayList<>();
    public final List<MeddevoEnvironment> environments = new ArrayList<>();
    public boolean complete = true;

    @Override
    public boolean isComplete() { return complete; }

    @Override
    public List<MeddevoApp> apps() { return apps; }

    @Override
    public List<MeddevoEnvironment> environments() { return environments; }

    @Override
    public Optional<MeddevoEnvironment> environment(String name) {
        return environments.stream().filter(environment -> environment.getMetadata().getName().equals(name)).findFirst();
    }
}
