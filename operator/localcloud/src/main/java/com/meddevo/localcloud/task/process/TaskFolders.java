package com.meddevo.localcloud.task.process;

import com.meddevo.localcloud.task.ContainerLaunch;
import com.meddevo.localcloud.task.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The volumes of one container, as folders of this machine. A process has the machine's own file system, where nothing can be put in the
 * place of a container's path; so the path is replaced wherever the container is told it: in its environment and in its command. Besides,
 * the folder of each shared volume stands in a variable of the volume's name, so that {@code files-blobs} is found in {@code FILES_BLOBS}.
 */
final class TaskFolders {
    /** What stands before or behind a path and makes it another one. */
    private static final String PART_OF_A_NAME = "[\\w.-]";

    private final Map<String, Path> byPath = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final List<Path> readOnly;

    /** Finds the folders of a container's volumes, and makes those that are not there. */
    TaskFolders(Machine machine, String taskId, ContainerLaunch container) throws NotStarted {
        for (Mount mount : container.mounts()) {
            Path folder = mount.shared().map(machine.files()::resolve).orElseGet(() -> machine.volume(taskId, mount.volume()));
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new NotStarted("ResourceInitializationError: volume " + mount.volume() + " cannot be kept in " + folder + ": "
                        + e.getMessage(), e);
            }
            byPath.put(mount.path(), folder);
            if (mount.shared().isPresent())
                variables.put(mount.volume().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), folder.toString());
        }
        Set<Path> open = container.mounts().stream().filter(mount -> !mount.readOnly()).map(mount -> byPath.get(mount.path()))
                .collect(Collectors.toSet());
        readOnly = byPath.values().stream().filter(folder -> !open.contains(folder)).distinct().toList();
    }

    /** The folder of each shared volume, by the name of the variable that tells it. */
    Map<String, String> variables() { return variables; }

    /** The folders that the container may only read; not one that it sees at another path too and may change there. */
    List<Path> readOnly() {
        return readOnly;
    }

    /** A value or an argument with this machine's folders in place of the container's paths. */
    String here(String text) {
        if (byPath.isEmpty()) return text;
        // The longest first: of a volume inside another one the inner one is meant.
        String paths = byPath.keySet().stream().sorted(Comparator.comparing(String::length).reversed()).map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?<!" + PART_OF_A_NAME + ")(" + paths + ")(?!" + PART_OF_A_NAME + ")").matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(byPath.get(found.group(1)).toString()));
    }
}
