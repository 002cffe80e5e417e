// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <span>
#include <string_view>

/// What people of the sandbox say on the phone and in chats. "A:" the agent, "C:" the customer. What stands in braces
/// is filled in, see SandboxSpeaker::fill(); "order", "price", "version", "time" and "uuid" are not personal.
namespace muster::sandboxscenes {

struct Scene
{
    std::string_view language;
    std::string_view subject;
    std::span<const std::string_view> lines;
};

inline constexpr std::array card = std::to_array<std::string_view>({
    "A:Thank you for calling, how may I help you?",
    "C:Hi, my card was declined for order {order}, the total was {price}.",
    "A:I am sorry to hear that. Could you give me the card number, please?",
    "C:Sure, it is {card}.",
    "A:And a phone number in case we get cut off?",
    "C:You can call me back at {phone}.",
    "A:Thank you. The payment went through at {time}.",
});
inline constexpr std::array spoken = std::to_array<std::string_view>({
    "A:Good morning, what can I do for you?",
    "C:I would like to change my phone number.",
    "A:What is the new number?",
    "C:My phone number is {spoken_phone}.",
    "A:And which e-mail address shall we use?",
    "C:The email address is {spoken_email}.",
    "A:Got it. Your ticket is {order}.",
});
inline constexpr std::array split = std::to_array<std::string_view>({
    "A:Can you tell me the phone number on the account?",
    "C:Yes, my phone number is {spoken_phone_1}",
    "A:Go ahead.",
    "C:{spoken_phone_2}",
    "A:Thanks. You are on version {version} of the app, is that right?",
    "C:Yes, since {time}.",
});
inline constexpr std::array identity = std::to_array<std::string_view>({
    "A:To verify your account I need your social security number.",
    "C:My social security number is {ssn}.",
    "A:Thank you. And your date of birth?",
    "C:My date of birth is {birth_en}.",
    "A:You can also write to us. Which address do you use?",
    "C:It is {email}.",
});
inline constexpr std::array network = std::to_array<std::string_view>({
    "A:Which address does your router show?",
    "C:It says IP address {ip}, firmware {version}.",
    "A:I reset the session {uuid} for you.",
    "C:Great. Send the report to {email}, please.",
    "A:Done, it was {price} for order {order}.",
});
inline constexpr std::array canadian = std::to_array<std::string_view>({
    "A:Bonjour, hello, how can I help?",
    "C:I moved from Calgary. My social insurance number is {sin}.",
    "A:Which number can we reach you at?",
    "C:My phone number is {phone}.",
});
inline constexpr std::array british = std::to_array<std::string_view>({
    "A:Hello, you are through to billing.",
    "C:Hello, I need the refund of {price} paid to my account, the IBAN is {iban_gb}.",
    "A:Certainly. What is your telephone number?",
    "C:My telephone number is {phone_gb}, and my email is {email}.",
    "A:Your reference is {order}.",
});
inline constexpr std::array german = std::to_array<std::string_view>({
    "A:Guten Tag, was kann ich f\u00fcr Sie tun?",
    "C:Ich habe die Rechnung {order} \u00fcber {price} doppelt bezahlt.",
    "A:Auf welches Konto d\u00fcrfen wir erstatten?",
    "C:Die IBAN ist {iban_de}.",
    "A:Unter welcher Telefonnummer erreichen wir Sie?",
    "C:Meine Telefonnummer ist {phone_de}, E-Mail {email}.",
});
inline constexpr std::array french = std::to_array<std::string_view>({
    "A:Bonjour, que puis-je faire pour vous\u00a0?",
    "C:Je n'ai pas re\u00e7u la commande {order}.",
    "A:\u00c0 quel num\u00e9ro de t\u00e9l\u00e9phone peut-on vous joindre\u00a0?",
    "C:Mon num\u00e9ro de t\u00e9l\u00e9phone est le {phone_fr}, mon IBAN {iban_fr}.",
    "A:Merci, vous recevrez un message \u00e0 l'adresse {email}.",
});
inline constexpr std::array spanish = std::to_array<std::string_view>({
    "A:Buenos d\u00edas, \u00bfen qu\u00e9 puedo ayudarle?",
    "C:Quiero cambiar la tarjeta, el n\u00famero nuevo es {card}.",
    "A:\u00bfY su tel\u00e9fono?",
    "C:Mi tel\u00e9fono es {phone}, y el correo {email}.",
    "A:Gracias, el pedido {order} cuesta {price}.",
});
inline constexpr std::array portuguese = std::to_array<std::string_view>({
    "A:Bom dia, como posso ajudar?",
    "C:O meu IBAN mudou, agora \u00e9 {iban_pt}.",
    "A:Qual \u00e9 o seu e-mail?",
    "C:O meu e-mail \u00e9 {email}.",
    "A:Obrigado, a encomenda {order} custa {price}.",
});
inline constexpr std::array nothing = std::to_array<std::string_view>({
    "A:Hello, how can I help?",
    "C:When does the shop open tomorrow?",
    "A:At {time}, as always.",
    "C:And version {version} is out already? It was {price} yesterday.",
    "A:It is, with build {uuid}.",
});
inline constexpr std::array widths = std::to_array<std::string_view>({
    "A:Please type your phone number and your e-mail address.",
    "C:My phone number is {phone_wide} and my e-mail is {email_hidden}.",
    "A:<b>Thank you</b> & good bye. <img src=x>",
});

inline constexpr std::array all = std::to_array<Scene>({
    {"en-US", "Declined card", card},
    {"en-US", "New phone number", spoken},
    {"en-US", "Account", split},
    {"en-US", "Verification", identity},
    {"en-US", "Router", network},
    {"en-CA", "Moving", canadian},
    {"en-GB", "Refund", british},
    {"de-DE", "Doppelt bezahlt", german},
    {"fr-FR", "Commande", french},
    {"es-US", "Tarjeta nueva", spanish},
    {"pt-PT", "Novo IBAN", portuguese},
    {"en-US", "Opening hours", nothing},
    {"en-US", "Typed", widths},
});

} // namespace muster::sandboxscenes
