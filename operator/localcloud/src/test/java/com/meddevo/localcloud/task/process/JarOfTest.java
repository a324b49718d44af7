package com.meddevo.localcloud.task.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/** Makes runnable jars out of source text, with the compiler of the JDK that runs the test. */
final class JarOfTest {
    private JarOfTest() {}

    /**
     * @param folder where to work; the jar is made in it
     * @param main   name of the class with the main method
     * @param source its source text
     */
    static Path compile(Path folder, String main, String source) throws IOException { return compile(folder, main, source, Map.of()); }

    /**
     * @param folder     where to work; the jar is made in it
     * @param main       name of the class with the main method
     * @param source     its source text
     * @param attributes further attributes of the manifest
     */
    static Path compile(Path folder, String main, String source, Map<String, String> attributes) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes-" + main));
        Path file = Files.writeString(folder.resolve(main + ".java"), source);
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), file.toString());
        if (result != 0) throw new IllegalArgumentException("the source does not compile");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        Path jar = folder.resolve(main + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> compiled = Files.list(classes)) {
            for (Path each : compiled.sorted().toList()) {
                entries.putNextEntry(new JarEntry(each.getFileName().toString()));
                Files.copy(each, entries);
            }
        }
        return jar;
    }
}
