/** What customers of the demo write about, and what they are told. `{order}` is a number of an order. */
export interface Story {
  subject: string;
  asks: string;
  /** What the AI says to it, and how sure it is. */
  ai: string;
  confidence: number;
  /** What the customer adds while they wait for a person. */
  adds?: string;
  /** What a person answers, where the AI was not sure enough. */
  answer: string;
  thanks: string;
  note?: string;
}

export const STORIES: readonly Story[] = [
  {
    subject: "Delivery to Austria",
    asks: "Hi, do you ship to Austria?",
    ai: "Yes, we do. Delivery to Austria takes 2 to 4 working days.",
    confidence: 0.96,
    answer: "Yes, to all of Austria, in 2 to 4 working days.",
    thanks: "Great, thank you!",
  },
  {
    subject: "Corrected invoice for order {order}",
    asks: "My invoice for order {order} shows the old address. Can you send a corrected one?",
    ai: "I am not sure about this one. Let me ask a colleague.",
    confidence: 0.41,
    adds: "I need it before the end of the month, for the tax return.",
    answer:
      "Of course. I have corrected the address; the new invoice for order {order} is on its way to you.",
    thanks: "Got it. That was quick!",
    note: "Third corrected invoice this quarter: the address comes from the old shop account.",
  },
  {
    subject: "Parcel of order {order} is late",
    asks: "Order {order} should have been here on Tuesday. The tracking has not moved for three days.",
    ai: "I see that it left our warehouse. I can't say why it is late, so I ask somebody who can.",
    confidence: 0.38,
    adds: "It is a birthday present, and the birthday is on Saturday…",
    answer:
      "I am sorry. The carrier has lost the label; we have sent a second parcel by express today. Keep the first one if it turns up.",
    thanks: "You are wonderful. Thank you so much!",
    note: "Carrier claim filed. Express costs go to logistics.",
  },
  {
    subject: "Lieferadresse ändern, Bestellung {order}",
    asks: "Guten Tag, kann ich die Lieferadresse von Bestellung {order} noch ändern? Ich ziehe am Freitag um.",
    ai: "Das kann ich nicht sicher sagen. Ich frage eine Kollegin.",
    confidence: 0.44,
    answer: "Ja, bis heute Abend. Schicken Sie uns die neue Adresse, dann ändern wir sie gleich.",
    thanks: "Vielen Dank, hier ist sie: Lindenstraße 12, 50674 Köln.",
  },
  {
    subject: "Charged twice for order {order}",
    asks: "My card was charged twice for order {order}. Please refund one of them.",
    ai: "That should not happen. A colleague of billing will look at it.",
    confidence: 0.35,
    adds: "Here is the statement of my bank.",
    answer:
      "You are right, and we are sorry. The second charge is refunded; it takes up to five days to arrive.",
    thanks: "Thanks. I will keep an eye on it.",
    note: "Duplicate came from the payment provider's retry. Ticket with them is open.",
  },
  {
    subject: "Size of the rain jacket",
    asks: "I am 1.82 m and 78 kg. Is the rain jacket better in M or L?",
    ai: "Most people of your height take L; it leaves room for a pullover.",
    confidence: 0.88,
    answer: "Take L. If it does not fit, the exchange is free.",
    thanks: "L it is, thanks.",
  },
  {
    subject: "Return of order {order}",
    asks: "How do I return the shoes of order {order}? They are too small.",
    ai: "Print the label from your account and bring the parcel to any shop of the carrier within 30 days.",
    confidence: 0.93,
    answer: "Print the label from your account. I have also reserved the next size for you.",
    thanks: "Easy. Thank you.",
  },
  {
    subject: "Rechnung fehlt, Bestellung {order}",
    asks: "Hallo, zu Bestellung {order} fehlt mir noch die Rechnung als PDF.",
    ai: "Die Rechnung liegt im Kundenkonto unter „Bestellungen“.",
    confidence: 0.91,
    answer: "Ich habe Ihnen die Rechnung zu Bestellung {order} soeben geschickt.",
    thanks: "Gefunden, danke!",
  },
  {
    subject: "Broken cup in order {order}",
    asks: "One of the four cups of order {order} arrived broken. What now?",
    ai: "I am sorry to hear that. Could you send a picture? A colleague decides about the replacement.",
    confidence: 0.47,
    adds: "Here is a picture of it.",
    answer:
      "Thank you for the picture. A new cup leaves us today; there is no need to send the broken one back.",
    thanks: "Perfect service!",
  },
  {
    subject: "Cancel order {order}",
    asks: "I ordered the wrong colour. Please cancel order {order} before it ships.",
    ai: "Let me see whether it can still be stopped.",
    confidence: 0.4,
    answer: "Done: order {order} is cancelled, and your money is on its way back.",
    thanks: "Phew. Thank you!",
  },
  {
    subject: "Gift card does not work",
    asks: "The code of my gift card is refused: it says that it was used already, and it was not.",
    ai: "I can't check gift cards. I ask somebody who can.",
    confidence: 0.29,
    adds: "It was a present of my sister, bought last week.",
    answer: "The card had not been activated at the till. It works now; I have added 5 € for the trouble.",
    thanks: "It works. How kind!",
    note: "Activation failed in the shop in Bonn. 5 € goodwill from the team's budget.",
  },
  {
    subject: "Passwort zurücksetzen",
    asks: "Ich bekomme keine E-Mail zum Zurücksetzen des Passworts.",
    ai: "Bitte sehen Sie im Spam-Ordner nach; die E-Mail kommt von no-reply@example.com.",
    confidence: 0.84,
    answer: "Ihre Adresse war falsch geschrieben. Ich habe sie berichtigt; die E-Mail ist unterwegs.",
    thanks: "Jetzt hat es geklappt.",
  },
  {
    subject: "Company account and VAT",
    asks: "We would like to order as a company in France. Can you invoice without VAT?",
    ai: "That depends on your VAT number. A colleague of billing knows.",
    confidence: 0.45,
    answer: "Yes, with a valid VAT number. Send it to us, and we set the account to reverse charge.",
    thanks: "It is FR 40 303265045. Thank you.",
  },
  {
    subject: "Warranty of the coffee grinder",
    asks: "My coffee grinder stopped after 14 months. Is there a warranty?",
    ai: "The warranty is two years from the day of purchase. I let a colleague open the case.",
    confidence: 0.55,
    answer: "Two years, so yes. I have sent you a label; we repair or replace it within ten days.",
    thanks: "Very good, I will send it tomorrow.",
  },
];

export const CUSTOMERS: readonly string[] = [
  "Lena Fischer",
  "Tom Hughes",
  "Amira Haddad",
  "Jonas Weber",
  "Priscilla Okafor",
  "Mateo Rossi",
  "Yuki Tanaka",
  "Clara Nowak",
  "Oliver Grant",
  "Fatima Benali",
  "Sofia Lindgren",
  "Paul Schneider",
  "Chloé Martin",
  "Ravi Menon",
  "Hannah Vogel",
  "Luca Moretti",
  "Nina Petrova",
  "George Whitfield",
  "Ines Albrecht",
  "Samuel Adeyemi",
  "Marta Kowalska",
  "Emil Sørensen",
  "Aylin Demir",
  "Henry Clarke",
  "Julia Hofmann",
  "Carlos Mendes",
  "Zoe Papadakis",
  "Felix Brunner",
  "Grace O'Neill",
  "Tariq Aziz",
];

/** Work that is not about a conversation: what is to be done, by which team, and what may be answered. */
export const ERRANDS: readonly {
  title: string;
  team: string;
  kind: "check" | "decide" | "write";
  skills?: string[];
}[] = [
  { title: "Call {customer} back about order {order}", team: "support-l1", kind: "write" },
  { title: "Check the delivery address of order {order}", team: "support-l1", kind: "check" },
  { title: "Verify the identity of {customer}", team: "support-l2", kind: "decide", skills: ["identity"] },
  { title: "Look into a second charge for order {order}", team: "billing", kind: "write" },
  { title: "Approve goodwill of 15 € for {customer}", team: "billing", kind: "decide" },
  { title: "Unlock the account of {customer}", team: "support-l2", kind: "decide", skills: ["identity"] },
  {
    title: "Translate the reply to {customer} into French",
    team: "support-l1",
    kind: "write",
    skills: ["french"],
  },
  { title: "Release the held payment of order {order}", team: "billing", kind: "decide" },
  { title: "Ask the carrier for the signature of order {order}", team: "support-l1", kind: "check" },
  { title: "Review what the bot said about order {order}", team: "support-l2", kind: "write" },
];

export const COMMENTS: readonly string[] = [
  "The carrier says it left the depot this morning.",
  "I have asked the warehouse; they answer by four.",
  "Same as last week: the shop account has the old address.",
  "The customer was friendly, let us be generous.",
  "Waiting for the bank's reply.",
  "Please have a look before it goes out.",
];

export const ANSWERS: readonly string[] = [
  "Done, the customer knows.",
  "I called; everything is settled.",
  "Checked with the warehouse: it leaves today.",
  "Corrected and confirmed by e-mail.",
  "Refunded, it arrives within five days.",
];
