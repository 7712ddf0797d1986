// The arithmetic of SMS, as Core/Messages/Segments.cs does it; a test holds the two together.
const extension = new Set("\f^{}\\[~]|€");
const gsm = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);

const isGsm = character => gsm.has(character) || extension.has(character);

/** Iterating a string goes by code points, so a surrogate pair is one character of two units. */
const unitsOf = (character, inGsm) => (inGsm ? (extension.has(character) ? 2 : 1) : character.length);

/** Characters as a person sees them; code points in a browser that cannot tell. */
function characters(text) {
  if (!Intl.Segmenter) return [...text];
  const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return Array.from(graphemes.segment(text), grapheme => grapheme.segment);
}

/** What a text costs to send: {encoding, units, segments, remaining, culprits}. */
export function countSegments(text) {
  const points = [...text];
  const inGsm = points.every(isGsm);
  const [whole, part] = inGsm ? [160, 153] : [70, 67];
  const units = points.reduce((sum, character) => sum + unitsOf(character, inGsm), 0);
  const [segments, room] = units <= whole ? [1, whole - units] : fill(points, inGsm, part);
  return {
    encoding: inGsm ? "GSM-7" : "UCS-2",
    units,
    segments,
    remaining: room,
    culprits: inGsm ? [] : [...new Set(characters(text).filter(character => ![...character].every(isGsm)))],
  };
}

function fill(points, inGsm, part) {
  let segments = 1;
  let used = 0;
  for (const character of points) {
    const units = unitsOf(character, inGsm);
    if (used + units > part) {
      segments += 1;
      used = 0;
    }
    used += units;
  }
  return [segments, part - used];
}
