package com.meddevo.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Table;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Says what the clean-up of a registry makes of each image. Exits with 0 when none goes, 2 when some go, 1 when it cannot tell, since not everybody who
 * may need one was heard.
 */
@Command(name = "images", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Show which images of a registry stay and which go, and why.",
        "Exit code 0: all stay; 2: some go; 1: it cannot tell, since not everybody who may need one was heard; 64: the call is wrong."})
public final class ImagesCommand implements Callable<Integer> {
    private static final int SOME_GO = 2;
    private static final int SHORT_DIGEST = "sha256:".length() + 12;

    @Option(names = {"-r", "--registry"}, paramLabel = "NAME", description = "The registry (default: the only one that there is).")
    private String registry;

    @Option(names = "--repository", paramLabel = "NAME", description = "Only this repository.")
    private String repository;

    @Mixin
    private ReportFormat format;

    @Mixin
    private AskedOperator operator;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var live = operator.client();
        JsonNode report = live.images(registry == null ? theOnlyOne(live) : registry);
        var images = StreamSupport.stream(report.path("images").spliterator(), false)
                .filter(image -> repository == null || image.path("repository").asText().equals(repository)).toList();
        format.print(report, () -> text(report, images), spec.commandLine().getOut());
        if (!report.path("unknown").isEmpty()) throw new Refusal("not everything was read, so nothing that it concerns goes: see above");
        return images.stream().anyMatch(image -> image.path("goes").asBoolean()) ? SOME_GO : 0;
    }

    private static String theOnlyOne(OperatorClient live) throws InterruptedException {
        JsonNode names = live.registries();
        if (names.isEmpty()) throw new Refusal("the operator looks after no registry: apply a MeddevoRegistry first");
        if (names.size() > 1) throw new Refusal("there are several registries: name one of " + names + " with --registry");
        return names.get(0).asText();
    }

    private static String text(JsonNode report, Iterable<JsonNode> images) {
        var table = new Table("", "REPOSITORY", "IMAGE", "WHY");
        int going = 0;
        int staying = 0;
        for (JsonNode image : images) {
            boolean goes = image.path("goes").asBoolean();
            if (goes) going++;
            else
                staying++;
            String digest = image.path("digest").asText();
            table.row(goes ? "- goes" : "= stays", image.path("repository").asText(),
                    digest.substring(0, Math.min(digest.length(), SHORT_DIGEST)), image.path("because").asText());
        }
        var out = new StringBuilder(going + staying == 0
                ? "No images.\n"
                : table + "" + going + " go, " + staying + " stay, "
                        + report.path("deleted").asLong() + " went before.\n");
        report.path("unknown").forEach(one -> out.append("? ").append(one.asText()).append('\n'));
        return out.append("Read ").append(report.path("read").asText("not yet")).append(".\n").toString();
    }
}
