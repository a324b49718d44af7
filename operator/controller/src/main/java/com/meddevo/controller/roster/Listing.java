package com.meddevo.controller.roster;

import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.api.v1alpha1.MeddevoEnvironment;
import java.util.List;
import java.util.Optional;

/** What the Kubernetes API holds of ours. Whoever asks must not change what it gets. */
public interface Listing {
    /** Whether everything was listed once; until then an app that is missing may exist all the same. */
    boolean isComplete();

    List<MeddevoApp> apps();

    List<MeddevoEnvironment> environments();

    Optional<MeddevoEnvironment> environment(String name);
}
