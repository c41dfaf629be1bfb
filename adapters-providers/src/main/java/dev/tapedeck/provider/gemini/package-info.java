/** Google Gemini's dialect: generateContent. */
@NullMarked
package dev.tapedeck.provider.gemini;

import org.jspecify.annotations.NullMarked;
