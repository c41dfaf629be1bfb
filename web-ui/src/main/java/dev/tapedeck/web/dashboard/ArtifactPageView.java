package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * An artifact: its content, and how it came to be.
 *
 * @param path the address of this page, to which conditions are added
 * @param name what people call it
 * @param made how it came to be; none for a document, or the answer of a unit that failed
 */
public record ArtifactPageView(
        String build, String pipeline, String path, String id, String name, BodyView body, List<Made> made) {
    public ArtifactPageView {
        made = List.copyOf(made);
    }

    /**
     * How it came to be once.
     *
     * @param here whether by the build that is shown
     * @param parents what it was made of
     * @param moreParents how many more there are
     * @param missing the labels of inputs that had failed
     * @param take the address of the interaction that holds the answer; nothing if it isn't on a tape
     * @param usage tokens, in words; nothing if they weren't counted
     */
    public record Made(
            String build,
            boolean here,
            String layer,
            String label,
            String asks,
            Moment at,
            String fingerprint,
            String request,
            List<Parent> parents,
            int moreParents,
            List<String> missing,
            String take,
            String usage,
            String cost) {
        public Made {
            parents = List.copyOf(parents);
            missing = List.copyOf(missing);
        }
    }

    /** @param link its page */
    public record Parent(String shortId, String link) {}
}
