// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_masking [MEGABYTES]: first, where MUSTER_FLAT_SIZES is set, what a turn costs at each of these sizes; then the
// masking engine against three replacing passes of QRegularExpression, on the same
// generated transcripts, one thread, peers in turn. Only the ratios carry over to another machine. Both make the masked
// text; QRegularExpression gets its texts as QString, whose making is not counted.

#include "models/rules/masking/leakcheck.h"
#include "models/rules/masking/maskengine.h"
#include "tests/perf/figures.h"

#include <QRegularExpression>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>
#include <random>

using namespace muster;

namespace {

using Turns = std::vector<std::string>;

double cpu()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

/// What people say in a service call. "#" is a digit.
constexpr std::array<const char *, 30> plain
    = {"thank you for calling, how can I help you today?",
       "yeah so I was looking at the last bill and there is something on there that I really do not recognise",
       "okay, let me have a look at that for you, one moment please",
       "sure, take your time, I am not in a hurry",
       "I can see that the change went through last month and it was applied to the second line on the account",
       "right, and nobody told me that it would be like this when I signed up for it",
       "I completely understand, and I am sorry about that, let me see what I can do",
       "it worked fine until the weekend and then it just stopped, I have already tried to switch it off and on again",
       "the technician can come on Thursday or on Friday in the morning, which one would suit you better?",
       "no that is fine, thanks",
       "so what happens next? do I have to send anything back, or will somebody come to pick it up",
       "you will get a letter within the next couple of days that explains everything in detail",
       "is there anything else that I can do for you",
       "no that would be all, thank you very much for your help, have a nice day",
       "mm-hm",
       "the delivery was supposed to be here between ## and ## but nobody came",
       "your order ######## was sent on 2024-0#-1# and should arrive at 10:3#",
       "it costs $#,###.00 a year or $##.99 a month, and the first 3 months are free",
       "we are on version 10.#.# of the app, the error code is ####",
       "ich habe die Rechnung vom 0#.03.2024 bekommen und verstehe den Betrag von #.###,## EUR nicht",
       "können Sie mir bitte sagen, wann der Techniker kommt, ich bin ab 1# Uhr zu Hause",
       "j'ai déjà appelé la semaine dernière et personne ne m'a répondu, c'est pénible à la fin",
       "no entiendo por qué me han cobrado esto, el mes pasado no estaba en la factura",
       "eu já tentei três vezes e não funciona, aparece sempre a mesma mensagem no ecrã",
       "let me read that back to you, so that we both have the same notes on this one",
       "I would rather talk to a person than to a machine, if that is possible at all",
       "the reference is ######## and the ticket number is #######",
       "please hold the line while I check with my colleague from the other department",
       "that sounds good, and when would that be, roughly",
       "well the thing is that we are moving in two weeks and the new place is not ready"};
constexpr std::array<const char *, 12> personal = {"you can reach me at ###-555-01## after five",
                                                   "my e-mail is name.####@example.com",
                                                   "it is 212555014#, the same as before",
                                                   "my social is 078-05-11##",
                                                   "my mobile is 07700 9001##",
                                                   "call +49 30 23125 1## please",
                                                   "the card is 4111 1111 1111 1111",
                                                   "IBAN DE89 3704 0044 0532 0130 00",
                                                   "I see requests from 192.0.2.1#",
                                                   "my number is four one five five five five oh one two three",
                                                   "it's ann dot lee at example dot com",
                                                   "I was born on 03/0#/1985"};

std::vector<Turns> transcripts(std::size_t bytes, std::size_t most = std::size_t(-1))
{
    std::mt19937 random(7);
    const auto below = [&](unsigned limit) { return unsigned(random() % limit); };
    std::vector<Turns> result;
    for (std::size_t size = 0, made = 0; size < bytes && made < most;) {
        Turns turns;
        for (unsigned count = 30 + below(60); count > 0 && made < most; --count, ++made) {
            // One turn in 25 has something personal in it, most of it of the contract's kinds.
            std::string turn = below(25) == 0 ? personal[below(3) != 0 ? below(4) : below(personal.size())]
                                              : plain[below(plain.size())];
            for (char &c : turn) {
                if (c == '#')
                    c = char('0' + below(10));
            }
            size += turn.size();
            turns.push_back(std::move(turn));
        }
        result.push_back(std::move(turns));
    }
    return result;
}

double timedEngine(const MaskEngine &engine, const std::vector<Turns> &all, std::size_t &found)
{
    Conversation conversation;
    MaskScratch scratch;
    std::vector<MaskFinding> findings;
    std::string out;
    found = 0;
    const double started = cpu();
    for (const Turns &turns : all) {
        conversation.clear();
        for (std::size_t i = 0; i < turns.size(); ++i)
            conversation.append(turns[i], int(i % 2));
        if (!engine.find(conversation, {}, scratch, findings))
            std::abort();
        found += findings.size();
        out.clear();
        std::size_t at = 0;
        for (const MaskFinding &finding : findings) {
            const std::size_t start = conversation.start(finding.text);
            out.append(conversation.joined(), at, start + finding.begin - at);
            out += entityTag(finding.entity);
            at = start + finding.end;
        }
        out.append(conversation.joined(), at);
    }
    return cpu() - started;
}

double timedExpressions(const std::vector<Turns> &all, bool joined)
{
    const QRegularExpression email(QStringLiteral(R"([A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,})"));
    const QRegularExpression phone(QStringLiteral(R"(\b\d{3}[-.]?\d{3}[-.]?\d{4}\b)"));
    const QRegularExpression ssn(QStringLiteral(R"(\b\d{3}-\d{2}-\d{4}\b)"));
    const QString emailTag = QStringLiteral("[EMAIL_MASKED]"), phoneTag = QStringLiteral("[PHONE_MASKED]"),
                  ssnTag = QStringLiteral("[SSN_MASKED]");
    double time = 0;
    for (const Turns &turns : all) {
        QStringList texts;
        for (const std::string &turn : turns)
            texts.append(QString::fromStdString(turn));
        if (joined)
            texts = {texts.join(u'\n')};
        const double started = cpu();
        for (QString &text : texts)
            text.replace(email, emailTag).replace(phone, phoneTag).replace(ssn, ssnTag);
        time += cpu() - started;
    }
    return time;
}

/// The second look, at a tenth of the texts, unmasked: more to look at than it has in earnest.
double timedLeakCheck(const std::vector<Turns> &all, std::size_t &found)
{
    const LeakCheck check{MaskPolicy()};
    Conversation conversation;
    found = 0;
    const double started = cpu();
    for (std::size_t t = 0; t < all.size(); t += 10) {
        conversation.clear();
        for (const std::string &turn : all[t])
            conversation.append(turn);
        found += check.find(conversation, {}).size();
    }
    return (cpu() - started) * 10;
}

MaskPolicy policyOf(std::initializer_list<Entity> entities)
{
    MaskPolicy policy;
    for (const Entity entity : allEntities) {
        if (std::ranges::find(entities, entity) == entities.end())
            policy.rules[static_cast<std::size_t>(entity)].action = MaskAction::Keep;
    }
    policy.regions.clear();
    policy.spokenForms = policy.context = false;
    return policy;
}

std::shared_ptr<const MaskEngine> engineOf(const char *name, const MaskPolicy &policy,
                                           MaskEngine::Locator locator = MaskEngine::Locator::Best)
{
    const double started = cpu();
    auto engine = MaskEngine::make(policy, locator);
    if (!engine)
        std::abort();
    std::printf("%-34s made in %.0f ms\n", name, (cpu() - started) * 1e3);
    return *engine;
}

void measureHostile(const MaskEngine &engine)
{
    double worst = 0;
    const char *slowest = "";
    for (const char *piece : {"1", "1 ", "11 ", "12-", "415-555-", "4155550123 ", "four ", "a@", "a@b.", "1:", "DE89 ",
                              "card 1 ", "born ", "dot com ", "at dot com ", "AB12", "\xef\xbc\x91", "call 1 "}) {
        std::string line;
        while (line.size() < 1024U * 1024U)
            line += piece;
        std::size_t found = 0;
        const double time = timedEngine(engine, {{line}}, found);
        if (time > worst) {
            worst = time;
            slowest = piece;
        }
    }
    std::printf("S27: of the hostile lines \"%s\" is the slowest\n", slowest);
    perf::report({.name = "masking, the slowest hostile line of 1 MiB", .unit = "s", .ours = worst, .wanted = 1});
}

} // namespace

int main(int argc, char **argv)
{
    const std::size_t bytes = (argc > 1 ? std::size_t(std::atoll(argv[1])) : 200) * 1'000'000;
    perf::reportFlatness("masking, default policy, turns", perf::flatSizes(), [](std::int64_t turns) {
        return perf::costApart([&] {
            const std::vector<Turns> texts = transcripts(std::size_t(-1), std::size_t(turns));
            const auto engine = MaskEngine::make(MaskPolicy(), MaskEngine::Locator::Best);
            if (!engine)
                std::abort();
            std::size_t found = 0;
            return perf::costOf([&] { return timedEngine(**engine, texts, found); });
        });
    });
    const std::vector<Turns> all = transcripts(bytes);
    const auto three = engineOf("contract's three kinds", policyOf({Entity::Email, Entity::Phone, Entity::Ssn}));
    const auto six = engineOf(
        "and card, IBAN, IP",
        policyOf({Entity::Email, Entity::Phone, Entity::Ssn, Entity::PaymentCard, Entity::Iban, Entity::IpAddress}));
    const auto full = engineOf("the default policy", MaskPolicy());
    const auto re2 = engineOf("three kinds by RE2", policyOf({Entity::Email, Entity::Phone, Entity::Ssn}),
                              MaskEngine::Locator::Re2);
    std::map<const char *, std::size_t> found;
    const double memory = perf::costOf([&] { return timedEngine(*full, all, found["the default policy"]); }).mebibytes;
    const std::vector<std::pair<const char *, std::function<double()>>> peers
        = {{"QRegularExpression, turn by turn", [&] { return timedExpressions(all, false); }},
           {"QRegularExpression, joined turns", [&] { return timedExpressions(all, true); }},
           {"contract's three kinds", [&] { return timedEngine(*three, all, found["contract's three kinds"]); }},
           {"and card, IBAN, IP", [&] { return timedEngine(*six, all, found["and card, IBAN, IP"]); }},
           {"the default policy", [&] { return timedEngine(*full, all, found["the default policy"]); }},
           {"the leak check", [&] { return timedLeakCheck(all, found["the leak check"]); }},
           {"three kinds by RE2", [&] { return timedEngine(*re2, all, found["three kinds by RE2"]); }}};
    std::map<const char *, std::vector<double>> times;
    for (int round = 0; round < 3; ++round) { // in turn, so that all see the same machine
        for (const auto &[name, run] : peers)
            times[name].push_back(run());
    }
    const auto median = [&](const char *name) {
        auto list = times[name];
        std::ranges::sort(list);
        return list[list.size() / 2];
    };
    const double plainTime = median(peers[0].first), joinedTime = median(peers[1].first);
    for (const auto &[name, run] : peers) {
        const double time = median(name);
        std::printf("%-34s %6.0f MB/s, %5.2f times turn by turn, %5.2f times joined, %zu findings\n", name,
                    double(bytes) / 1e6 / time, plainTime / time, joinedTime / time, found[name]);
    }
    const auto tell = [&](const char *name, std::optional<double> wantedTurns, std::optional<double> wantedJoined,
                          std::optional<double> memory = {}) {
        const double megabytes = double(bytes) / 1e6;
        perf::Figure figure{.name = std::string("masking, ") + name, .unit = "ms a MB"};
        figure.ours = median(name) / megabytes * 1e3;
        figure.memory = memory;
        for (const auto &[reference, theirs, wanted] : {std::tuple(peers[0].first, plainTime, wantedTurns),
                                                        std::tuple(peers[1].first, joinedTime, wantedJoined)}) {
            figure.reference = reference;
            figure.theirs = theirs / megabytes * 1e3;
            figure.wanted = wanted;
            perf::report(figure);
        }
    };
    tell("contract's three kinds", 9, {});
    tell("and card, IBAN, IP", 3, {});
    tell("the default policy", 3, 1, memory);
    measureHostile(*full);
    return 0;
}
