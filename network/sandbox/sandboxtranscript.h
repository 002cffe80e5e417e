// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <string_view>

namespace muster {

/// A place in a transcript of the sandbox that is personal: the ground truth that masking is measured by.
struct SandboxPersonal
{
    QString path; ///< "$.transcript.turns[2].text"; of a key: the object that has it.
    bool inKey = false;
    qsizetype begin = 0, end = 0; ///< Unicode code points of the string, end exclusive.
    QString value; ///< What stands there.
    QString entity; ///< "email", "phone", "ssn", "payment_card", "iban", "ip_address", "birth_date", "sin".
};

/// One interaction with everything that was said in it.
struct SandboxTranscript
{
    QString id;
    bool isVoice = false;
    QDateTime timestamp; ///< UTC.
    QByteArray artifact; ///< As the service hands it out (contract section 5).
    QList<SandboxPersonal> personal;
};

/// The interactions of the sandbox. Number n is a pure function of the seed and n; nothing is stored. Nobody real is in
/// them: e-mail addresses at reserved domains, telephone numbers from ranges kept for fiction, published test cards and
/// IBANs, documentation IP addresses. Immutable; any thread.
class SandboxInteractions
{
public:
    static constexpr int defaultCount = 400;

    /// `newest` is when the last one was; not valid: the first one was at 2026-01-05 08:00 UTC.
    explicit SandboxInteractions(quint64 seed, int count = defaultCount, const QDateTime &newest = {});

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] static QString id(int number); ///< "int-000001" for 0.
    [[nodiscard]] int indexOf(const QString &id) const; ///< -1: there is none.
    [[nodiscard]] bool isVoice(int number) const;
    [[nodiscard]] QDateTime timestamp(int number) const; ///< UTC, 97 minutes after that of the number before.
    [[nodiscard]] SandboxTranscript transcript(int number) const;

private:
    quint64 m_seed = 0;
    int m_count = 0;
    QDateTime m_first;
};

/// Fills in what the people of one interaction say, and keeps what of it is personal. Values follow from the random
/// number that it was given.
class SandboxSpeaker
{
public:
    explicit SandboxSpeaker(quint64 random);

    /// `line` with everything in braces replaced; places that are personal are noted under `path`.
    [[nodiscard]] QString fill(std::string_view line, const QString &path);
    /// One value of that kind ("email", "ip", ...), noted as the whole of the string at `path`.
    [[nodiscard]] QString value(const QString &kind, const QString &path, bool inKey = false);
    [[nodiscard]] const QList<SandboxPersonal> &personal() const { return m_personal; }

private:
    struct Value
    {
        QString text;
        QString entity; ///< Empty: not personal.
    };
    [[nodiscard]] Value made(const QString &kind);
    [[nodiscard]] Value madeNumber(const QString &kind);
    [[nodiscard]] static Value fixed(const QString &kind, int choice);
    [[nodiscard]] int draw(int below);
    [[nodiscard]] QString phoneDigits(); ///< Ten, +1 NPA 555-01xx.

    quint64 m_state;
    QString m_phone; ///< Spoken in two halves.
    QList<SandboxPersonal> m_personal;
};

} // namespace muster
