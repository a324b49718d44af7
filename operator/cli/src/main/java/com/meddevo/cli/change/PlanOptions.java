package com.meddevo.cli.change;

import com.meddevo.change.input.AppPlans;
import com.meddevo.change.input.Plans;
import com.meddevo.change.input.TerraformPlans;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which plans it is about. */
final class PlanOptions {
    @Option(names = "--terraform", paramLabel = "DIR", description = "Plans of Terraform, <unit>/tfplan.json each, as terragrunt --json-out-dir writes them.")
    private Path terraform;

    @Option(names = "--apps", paramLabel = "FILE", description = "What ./meddevo plan -o json printed; may be given several times.")
    private List<Path> apps = List.of();

    boolean areGiven() { return terraform != null || !apps.isEmpty(); }

    Plans read() {
        Plans plans = terraform == null ? Plans.none() : TerraformPlans.below(terraform);
        for (Path file : apps)
            plans = plans.and(AppPlans.read(file));
        return plans;
    }
}
