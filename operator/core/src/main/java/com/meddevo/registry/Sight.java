package com.meddevo.registry;

import com.meddevo.registry.Registry.CleanUpTerms;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a registry and of all who pull from it at one time. Not read is not absent.
 *
 * @param terms by repository's physical name; a repository without an entry has the registry's
 * @param images of all repositories that are looked after and were read completely
 * @param unread why what was not read, by repository's physical name
 * @param answers by environment's name; no entry counts as not read
 */
public record Sight(Registry registry, Map<String, CleanUpTerms> terms, List<StoredImage> images, Map<String, String> unread,
        Map<String, Answer> answers) {
    public Sight {
        terms = Map.copyOf(terms);
        images = List.copyOf(images);
        unread = Map.copyOf(unread);
        answers = Map.copyOf(answers);
    }

    CleanUpTerms termsOf(String repository) { return terms.getOrDefault(repository, registry.cleanUp()); }

    /** Why it is not known who needs what, by environment; empty when all have answered. */
    Map<String, String> silent() {
        var silent = new TreeMap<String, String>();
        registry.environments().forEach(name -> {
            switch (answers.get(name)) {
                case null -> silent.put(name, "no environment of this name is bound: bind it, or take it from spec.environments");
                case Answer.Unread(var because) -> silent.put(name, because);
                case Answer.Needs _ -> {
                }
            }
        });
        return silent;
    }

    /** Who needs a digest, in whichever environment; whoever answers counts, listed or not. */
    Map<String, String> needed() {
        var needed = new TreeMap<String, String>();
        new TreeMap<>(answers).forEach((environment, answer) -> {
            if (answer instanceof Answer.Needs(var needs))
                needs.forEach(need -> needed.putIfAbsent(need.digest(), environment + ": " + need.because()));
        });
        return needed;
    }
}
