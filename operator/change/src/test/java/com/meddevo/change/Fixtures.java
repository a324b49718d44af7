package com.meddevo.change;

import com.meddevo.change.assess.Assessment;
import com.meddevo.change.assess.Assessor;
import com.meddevo.change.input.Plans;
import com.meddevo.change.input.TerraformPlans;
import com.meddevo.change.policy.PolicyFolder;
import com.meddevo.change.policy.Waivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Plans that Terraform made, and the policies of the house. */
public final class Fixtures {
    /** Stands in the plans wherever Terraform was told that it is sensitive. */
    public static final String SECRET = "planted-secret-4711";
    public static final Path PLANS = Path.of("src/test/resources/plans");
    public static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    public static final PolicyFolder HOUSE = PolicyFolder.read(Path.of(System.getProperty("meddevo.root"), "infra/policy"));

    private Fixtures() {}

    /** A plan as the one of the unit efs of develop. */
    public static Plans plan(Path folder, String name) throws IOException {
        Path unit = Files.createDirectories(folder.resolve("develop/eu-central-1/workload/efs"));
        Files.copy(PLANS.resolve(name + ".json"), unit.resolve("tfplan.json"));
        return TerraformPlans.below(folder);
    }

    public static Assessment assess(Plans plans, Path waivers) {
        return new Assessor(HOUSE, Waivers.in(waivers, HOUSE), TODAY).assess(plans, "develop", "develop");
    }
}
