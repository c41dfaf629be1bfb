package dev.tapedeck.storage.redaction;

import java.util.Optional;

/** The password in a URL's authority: {@code scheme://user:password@host} (RFC 3986, section 3.2.1). */
final class UrlPassword implements Detector {
    private static final int LITERAL = "://".length();
    private static final int MAX_USER_INFO = 400;

    @Override
    public Optional<Hit> at(String text, int at, Budget budget) {
        int from = at + LITERAL;
        int limit = Math.min(text.length(), from + MAX_USER_INFO);
        int end = from;
        while (end < limit && isUserInfo(text.charAt(end))) {
            end++;
        }
        budget.spend(end - at);
        int colon = text.substring(from, end).indexOf(":") + from;
        boolean password = end < limit && text.charAt(end) == '@' && colon >= from && colon + 1 < end;
        return password && Marks.endOfMark(text, colon + 1) != end
                ? Optional.of(Hit.in(text, "url-password", colon + 1, end))
                : Optional.empty();
    }

    private static boolean isUserInfo(char each) {
        return each > ' ' && "@/?#\"'<>\\`".indexOf(each) < 0;
    }
}
