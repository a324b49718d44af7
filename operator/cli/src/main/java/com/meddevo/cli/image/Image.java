package com.meddevo.cli.image;

import com.meddevo.cli.workspace.Refusal;
import com.meddevo.cli.workspace.Workspace;
import com.meddevo.localcloud.registry.ImageDetail;
import com.meddevo.localcloud.registry.LocalRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fills the local registry. */
@Command(name = "image", mixinStandardHelpOptions = true, description = "Push and list the images of the local registry.", synopsisSubcommandLabel = "COMMAND")
public final class Image {
    @Spec
    private CommandSpec spec;

    private static final class Content {
        @Option(names = "--jar", required = true, paramLabel = "FILE", description = "An executable jar; runs on the platform's JDK.")
        private Path jar;

        @Option(names = "--command", required = true, paramLabel = "COMMAND", description = "A shell command, e.g. 'exit 1'.")
        private String command;
    }

    @Command(mixinStandardHelpOptions = true, description = "Push a jar or a command as an image and move the tag to it.")
    int push(@Parameters(paramLabel = "REPOSITORY:TAG") String reference, @ArgGroup(multiplicity = "1") Content content)
            throws IOException {
        int colon = reference.lastIndexOf(':');
        if (colon < 1 || colon == reference.length() - 1)
            throw new Refusal("\"" + reference + "\" is not REPOSITORY:TAG, e.g. techdoc:1.2.0");
        if (content.jar != null && !Files.isRegularFile(content.jar)) throw new Refusal("there is no file " + content.jar);
        var registry = registry();
        String repository = reference.substring(0, colon);
        String tag = reference.substring(colon + 1);
        var before = registry.find(repository, tag).map(ImageDetail::digest);
        var pushed = content.jar != null
                ? registry.pushJar(repository, tag, content.jar)
                : registry.pushCommand(repository, tag, content.command);
        var out = spec.commandLine().getOut();
        if (before.filter(digest -> !digest.equals(pushed.digest())).isPresent())
            out.println(
                    "The tag moved. An app that was pinned to it stays where it was, unless its spec says follow: give it another tag, or this digest.");
        out.println(reference + " is " + pushed.digest());
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "List every image with its tags.")
    int list() {
        var registry = registry();
        registry.repositories()
                .forEach(repository -> registry.list(repository).forEach(image -> spec.commandLine().getOut().printf("%-20s %-20s %s%n",
                        repository, image.tags().isEmpty() ? "(untagged)" : String.join(",", image.tags()), image.digest())));
        return 0;
    }

    private static LocalRegistry registry() { return new LocalRegistry(Workspace.ofLauncher().registry()); }
}
