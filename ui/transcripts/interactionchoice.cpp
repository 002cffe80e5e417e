// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/interactionchoice.h"

#include "models/items/transcriptmodels.h"
#include "models/text/errortexts.h"
#include "models/text/maskingtexts.h"
#include "models/text/plurals.h"
#include "ui/common/datatable.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

InteractionChoice::InteractionChoice(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_count(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_problems(new InteractionProblemsModel(this))
    , m_problemTable(new DataTable(this))
{
    m_text->setObjectName(QStringLiteral("interactionIdsEdit"));
    m_text->setAccessibleName(tr("Interaction ids"));
    m_text->setPlaceholderText(tr("Paste interaction ids: one a line, or separated by commas"));
    m_text->setFont(Theme::monoFont());
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(90);
    setFocusProxy(m_text);
    m_count->setObjectName(QStringLiteral("interactionCountLabel"));
    m_problemTable->setObjectName(QStringLiteral("interactionProblemsTable"));
    m_problemTable->setAccessibleName(tr("Interactions that are left out"));
    m_problemTable->setModel(m_problems);
    m_problemTable->setColumnWidth(InteractionProblemsModel::Id, 180);
    m_problemTable->setColumnWidth(InteractionProblemsModel::Problem, 230);
    m_problemTable->setMinimumHeight(90);
    auto *file = new QPushButton(themedIcon(QStringLiteral("upload")), tr("From a &file\u2026"), this);
    file->setObjectName(QStringLiteral("interactionFileButton"));
    connect(file, &QPushButton::clicked, this, &InteractionChoice::fileAsked);
    connect(m_text, &QPlainTextEdit::textChanged, this, &InteractionChoice::readText);
    auto *head = new QHBoxLayout;
    head->addWidget(sectionTitle(this, tr("Interactions")), 1);
    head->addWidget(file);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addLayout(head);
    column->addWidget(m_text, 2);
    column->addWidget(m_count);
    column->addWidget(m_problemTable, 1);
    column->addWidget(buildSearch());
    readText();
}

QWidget *InteractionChoice::buildSearch()
{
    auto *box = new QWidget(this);
    const QDateTime now = QDateTime::currentDateTime();
    const auto moment = [&](const char *name, const QString &label, const QDateTime &value) {
        auto *edit = calmSpin<QDateTimeEdit>(box, name);
        edit->setAccessibleName(label);
        edit->setCalendarPopup(true);
        edit->setDateTime(value);
        return edit;
    };
    m_from = moment("searchFromEdit", tr("From"), QDateTime(now.date().addDays(-1), QTime(0, 0)));
    m_to = moment("searchToEdit", tr("Until"), QDateTime(now.date().addDays(1), QTime(0, 0)));
    m_media = calmCombo(box, "searchMediaCombo");
    m_media->setAccessibleName(tr("Medium"));
    m_media->addItem(tr("Voice and chat"), -1);
    for (const MediaType media : allMediaTypes)
        m_media->addItem(mediaTypeText(mediaTypeKey(media)), int(media));
    auto *search = new QPushButton(themedIcon(QStringLiteral("search")), tr("&Search"), box);
    search->setObjectName(QStringLiteral("searchInteractionsButton"));
    connect(search, &QPushButton::clicked, this, [this] { Q_EMIT searchAsked(query()); });
    m_searched = new PlainLabel(PlainLabel::Fit::Wrap, box);
    m_searched->setObjectName(QStringLiteral("searchedLabel"));
    m_searched->setRole(ColourRole::Muted);
    m_add = new QPushButton(themedIcon(QStringLiteral("plus")), tr("Add them"), box);
    m_add->setObjectName(QStringLiteral("addFoundButton"));
    m_add->hide();
    connect(m_add, &QPushButton::clicked, this, [this] {
        addText(m_found.join(u'\n'));
        m_add->hide();
    });
    auto *line = new QHBoxLayout;
    line->setSpacing(space::s);
    line->addWidget(m_from, 2);
    line->addWidget(m_to, 2);
    auto *below = new QHBoxLayout;
    below->setSpacing(space::s);
    below->addWidget(m_media, 1);
    below->addWidget(search);
    auto *answer = new QHBoxLayout;
    answer->addWidget(m_searched, 1);
    answer->addWidget(m_add);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(sectionTitle(box, tr("Find interactions by date")));
    column->addLayout(line);
    column->addLayout(below);
    column->addLayout(answer);
    return box;
}

InteractionQuery InteractionChoice::query() const
{
    InteractionQuery query;
    query.from = m_from->dateTime().toUTC();
    query.to = m_to->dateTime().toUTC();
    if (const int media = m_media->currentData().toInt(); media >= 0)
        query.media = MediaType(media);
    return query;
}

void InteractionChoice::readText()
{
    m_list = readInteractionIds(m_text->toPlainText());
    setProblems(m_list.problems);
    if (m_list.error) {
        m_count->setPlainText(errorSentence(*m_list.error));
        m_count->setRole(ColourRole::Bad);
        Q_EMIT changed();
        return;
    }
    const QLocale locale;
    QString count = tr("Interactions to ask for: %1.").arg(locale.toString(m_list.ids.size()));
    if (m_list.repeated > 0)
        count += u' ' + tr("Left out because they are there twice: %1.").arg(locale.toString(m_list.repeated));
    if (m_list.malformed > 0)
        count += u' ' + tr("Left out because they are no ids: %1.").arg(locale.toString(m_list.malformed));
    m_count->setPlainText(count);
    m_count->setRole(m_list.malformed > 0 ? ColourRole::Warn : ColourRole::Muted);
    Q_EMIT changed();
}

void InteractionChoice::setProblems(const QList<InteractionProblem> &problems)
{
    m_problems->setRows(problems);
    m_problemTable->setVisible(!problems.isEmpty());
}

void InteractionChoice::addText(const QString &text)
{
    const QString now = m_text->toPlainText();
    const bool joins = now.isEmpty() || now.endsWith(u'\n');
    m_text->setPlainText(now + (joins ? QString() : QStringLiteral("\n")) + text);
}

void InteractionChoice::setText(const QString &text)
{
    m_text->setPlainText(text);
}

void InteractionChoice::reset()
{
    setText({});
    m_found.clear();
    m_add->hide();
    m_searched->setPlainText({});
    m_media->setCurrentIndex(0);
}

void InteractionChoice::showSearching(qsizetype found)
{
    m_add->hide();
    m_searched->setRole(ColourRole::Muted);
    m_searched->setPlainText(found > 0 ? tr("Searching\u2026 found so far: %1.").arg(QLocale().toString(found))
                                       : tr("Searching\u2026"));
}

void InteractionChoice::showFound(const FoundInteractions &found)
{
    m_found.clear();
    for (const InteractionSummary &one : found.items)
        m_found << one.id;
    m_searched->setRole(ColourRole::Muted);
    m_searched->setPlainText(m_found.isEmpty() ? tr("Nothing was found in that time.")
                                               : tr("Found: %1.").arg(QLocale().toString(m_found.size())));
    m_add->setVisible(!m_found.isEmpty());
}

void InteractionChoice::showSearchError(const QString &sentence)
{
    m_add->hide();
    m_searched->setRole(ColourRole::Bad);
    m_searched->setPlainText(sentence);
}

} // namespace muster
