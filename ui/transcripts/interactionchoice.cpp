// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/interactionchoice.h"

#include "models/items/transcriptmodels.h"
#include "models/text/amounttext.h"
#include "models/text/displayformats.h"
#include "models/text/errortexts.h"
#include "models/text/maskingtexts.h"
#include "ui/common/datatable.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>

namespace muster {

InteractionChoice::InteractionChoice(QWidget *parent)
    : QWidget(parent)
    , m_text(named("interactionIdsEdit", new QPlainTextEdit(this)))
    , m_count(wrappedLabel(this, "interactionCountLabel"))
    , m_problems(new InteractionProblemsModel(this))
    , m_problemTable(new DataTable("interactionProblemsTable", tr("Skipped interactions"), m_problems, this))
{
    m_text->setAccessibleName(tr("Interaction IDs"));
    m_text->setPlaceholderText(tr("Paste interaction IDs, one per line or separated by commas"));
    m_text->setFont(Theme::monoFont());
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(90);
    setFocusProxy(m_text);
    m_problemTable->setColumnWidths({{InteractionProblemsModel::Id, 180}, {InteractionProblemsModel::Problem, 230}});
    m_problemTable->setMinimumHeight(90);
    auto *file = pushButton(this, "interactionFileButton", tr("From a &file…"), QStringLiteral("upload"));
    connect(file, &QPushButton::clicked, this, &InteractionChoice::fileAsked);
    connect(m_text, &QPlainTextEdit::textChanged, this, &InteractionChoice::readText);
    auto *head = rowLayout(-1, {{sectionTitle(this, tr("Interactions")), 1}, file});
    fillColumn(this, space::s, {head, {m_text, 2}, m_count, {m_problemTable, 1}, buildSearch()});
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
        edit->setDisplayFormat(dayAndTimeFieldFormat());
        edit->setDateTime(value);
        return edit;
    };
    m_from = moment("searchFromEdit", tr("From"), QDateTime(now.date().addDays(-1), QTime(0, 0)));
    m_to = moment("searchToEdit", tr("To"), QDateTime(now.date().addDays(1), QTime(0, 0)));
    m_media = calmCombo(box, "searchMediaCombo", tr("Medium"));
    m_media->addItem(tr("Voice and chat"), -1);
    for (const MediaType media : allMediaTypes)
        m_media->addItem(mediaTypeText(mediaTypeKey(media)), int(media));
    auto *search = pushButton(box, "searchInteractionsButton", tr("&Search"), QStringLiteral("search"));
    connect(search, &QPushButton::clicked, this, [this] { Q_EMIT searchAsked(query()); });
    m_searched = wrappedLabel(box, "searchedLabel", ColourRole::Muted);
    m_add = pushButton(box, "addFoundButton", tr("Add all"), QStringLiteral("plus"));
    m_add->hide();
    connect(m_add, &QPushButton::clicked, this, [this] {
        addText(m_found.join(u'\n'));
        m_add->hide();
    });
    auto *line = new FlowLayout(space::s);
    for (QWidget *edit : {m_from, m_to}) {
        edit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        line->addWidget(edit);
    }
    auto *below = rowLayout(space::s, {{m_media, 1}, search});
    auto *answer = rowLayout(-1, {{m_searched, 1}, m_add});
    fillColumn(box, space::xs, {sectionTitle(box, tr("Find interactions by date")), line, below, answer});
    return box;
}

InteractionQuery InteractionChoice::query() const
{
    InteractionQuery query{.from = m_from->dateTime().toUTC(), .to = m_to->dateTime().toUTC()};
    if (const int media = m_media->currentData().toInt(); media >= 0)
        query.media = MediaType(media);
    return query;
}

void InteractionChoice::readText()
{
    m_list = readInteractionIds(m_text->toPlainText());
    setProblems(m_list.problems);
    if (m_list.error) {
        m_count->setPlainText(errorSentence(*m_list.error), ColourRole::Bad);
        Q_EMIT changed();
        return;
    }
    const QLocale locale;
    QString count = tr("Interactions to request: %1.").arg(locale.toString(m_list.ids.size()));
    if (m_list.repeated > 0)
        count += u' ' + tr("Duplicates skipped: %1.").arg(locale.toString(m_list.repeated));
    if (m_list.malformed > 0)
        count += u' ' + tr("Invalid IDs skipped: %1.").arg(locale.toString(m_list.malformed));
    m_count->setPlainText(count, m_list.malformed > 0 ? ColourRole::Warn : ColourRole::Muted);
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
    m_searched->setPlainText(found > 0 ? tr("Searching… %1 found so far.").arg(QLocale().toString(found))
                                       : tr("Searching…"),
                             ColourRole::Muted);
}

void InteractionChoice::showFound(const FoundInteractions &found)
{
    m_found.clear();
    for (const InteractionSummary &one : found.items)
        m_found << one.id;
    m_searched->setPlainText(m_found.isEmpty() ? tr("No interactions found in this period.")
                                               : tr("Found: %1.").arg(QLocale().toString(m_found.size())),
                             ColourRole::Muted);
    m_add->setVisible(!m_found.isEmpty());
}

void InteractionChoice::showSearchError(const QString &sentence)
{
    m_add->hide();
    m_searched->setPlainText(sentence, ColourRole::Bad);
}

} // namespace muster
