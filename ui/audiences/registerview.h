// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/audiencemodels.h"
#include "models/items/itemroles.h"
#include "network/wire/audience.h"
#include "ui/common/confirmpage.h"
#include "ui/common/forward.h"

#include <QUrl>

namespace muster {

class CriteriaLinesTable;
class Run;
class RunPane;

/// What is about to be registered, as the last look shows it.
struct RegisterFacts
{
    AudienceDefinition definition;
    QString audienceId;
    qint64 version = 1; ///< The one that this becomes.
    QString digest; ///< SHA-256 of the order, 64 hexadecimal digits.
    QString criteria; ///< In words, as they are sent.
    QString criteriaBefore; ///< As the tenant has them; empty: a new audience.
    QList<CriteriaLine> changes; ///< Against what the tenant has; of a new audience all that it says.
    QList<CriteriaLine> findings; ///< Errors among them refuse.
    bool isRefused = false;
    bool isGone = false; ///< The tenant had it when the draft began, and has it no more.
    std::optional<qint64> estimate; ///< Contacts at hand that match.
    std::optional<qint64> estimatedOf; ///< Of so many.
    std::optional<qint64> previousSize; ///< People, by the tenant's last count.
    int muted = 0; ///< Muted parts, which are not sent.
};

/// The last look before an audience is registered: exactly what changes at the tenant, what is wrong with it, whom it
/// catches, and where it goes. Confirming hands out what was shown and nothing else.
class RegisterView : public ConfirmPage
{
    Q_OBJECT
    Q_CLASSINFO("help", "audiences#register")

public:
    explicit RegisterView(QWidget *parent = nullptr);
    void showReading(const ConnectionProfile &profile, const QString &name); ///< The tenant's version is being read.
    void showReadError(const ApiError &error);
    void showFacts(const RegisterFacts &facts);
    void showStartError(const QString &sentence); ///< The run did not start; nothing was sent.
    [[nodiscard]] const RegisterFacts &facts() const { return m_facts; }
    [[nodiscard]] QUrl webhook() const; ///< Empty: nobody is told.
    /// An address that CDP_WEBHOOK_URL names: stands there until a person writes something else or nothing.
    void offerWebhook(const QString &address);

Q_SIGNALS:
    void retryAsked();
    void confirmed(); ///< facts() as they were shown.

private:
    QWidget *buildSheet();
    void showButtons() override;
    [[nodiscard]] QString problem() const; ///< Why nothing can be confirmed now.
    [[nodiscard]] QString peopleText() const;
    [[nodiscard]] QString summaryText() const;
    [[nodiscard]] QString wordsText() const;

    RegisterFacts m_facts;
    bool m_hasFacts = false;

    QStackedWidget *m_stack = nullptr;
    SkeletonRows *m_reading = nullptr;
    ErrorPanel *m_readError = nullptr;
    QWidget *m_sheet = nullptr;
    PlainLabel *m_summary = nullptr;
    PlainLabel *m_people = nullptr;
    QPlainTextEdit *m_words = nullptr;
    CriteriaLinesTable *m_changes = nullptr;
    PlainLabel *m_findingsTitle = nullptr;
    CriteriaLinesTable *m_findings = nullptr;
    QLineEdit *m_webhook = nullptr;
    QString m_offered; ///< By the environment; empty: nothing.
    PlainLabel *m_webhookOrigin = nullptr; ///< Where an address comes from that nobody typed.
};

/// An audience on its way to the tenant, and afterwards how many people it has beside what was expected.
class AudienceRunView : public QWidget
{
    Q_OBJECT

public:
    explicit AudienceRunView(QWidget *parent = nullptr);
    void start(Run *run, Environment environment);
    [[nodiscard]] RunPane *pane() const { return m_pane; }
    [[nodiscard]] Run *run() const;
    /// How many people the audience has now, with the estimate and the size before; empty: nothing to say.
    void showSizes(const QString &sentence, Tone tone);
    void setConflict(bool there); ///< The way to the three-way view.

Q_SIGNALS:
    void backAsked();
    void conflictAsked();

private:
    EnvironmentBadge *m_environment = nullptr;
    RunPane *m_pane = nullptr;
    PlainLabel *m_sizes = nullptr;
    QPushButton *m_conflict = nullptr;
};

} // namespace muster
