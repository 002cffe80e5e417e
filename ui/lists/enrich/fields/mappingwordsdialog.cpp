// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/mappingwordsdialog.h"

#include "models/rules/enrich/mappinglimits.h"
#include "models/rules/enrich/transformstep.h"
#include "models/text/enrichtexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/plainlabel.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

MappingWordsDialog::MappingWordsDialog(const EnrichmentMapping &mapping, QWidget *parent)
    : QDialog(parent)
    , m_words(new QPlainTextEdit(this))
    , m_locale(new QLineEdit(mapping.locale, this))
    , m_problem(new PlainLabel(PlainLabel::Fit::Wrap, this))
{
    setObjectName(QStringLiteral("mappingWordsDialog"));
    setWindowTitle(tr("Words for nothing, language"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_words->setObjectName(QStringLiteral("guardWordsEdit"));
    m_words->setAccessibleName(tr("Words that stand for nothing, one a line"));
    m_words->setPlainText(mapping.guardWords.join(u'\n'));
    m_words->setTabChangesFocus(true);
    m_words->setMinimumHeight(m_words->fontMetrics().lineSpacing() * 5);
    m_locale->setObjectName(QStringLiteral("mappingLocaleEdit"));
    m_locale->setAccessibleName(tr("Language of the file"));
    m_locale->setPlaceholderText(tr("English"));
    m_locale->setMaxLength(int(MappingLimits::name));
    m_problem->setObjectName(QStringLiteral("mappingWordsProblemLabel"));
    m_problem->setRole(ColourRole::Bad);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::s);
    form->addRow(tr("Words for &nothing"), m_words);
    form->addRow(QString(),
                 hintLabel(this,
                           tr("One a line, compared exactly. A cell that says one of them is not sent. null, NULL and "
                              "N/A are never sent, whatever stands here.")));
    form->addRow(tr("&Language"), m_locale);
    form->addRow(
        QString(),
        hintLabel(this, tr("Of names of months, words for yes and no, letter case: for example de or pt_BR.")));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = new QPushButton(tr("&Use these"), buttons);
    m_accept->setObjectName(QStringLiteral("acceptWordsButton"));
    m_accept->setProperty("primary", true);
    m_accept->setDefault(true);
    buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_words, &QPlainTextEdit::textChanged, this, &MappingWordsDialog::showState);
    connect(m_locale, &QLineEdit::textChanged, this, &MappingWordsDialog::showState);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    resize(480, sizeHint().height());
    rememberSize(*this);
    showState();
}

QStringList MappingWordsDialog::guardWords() const
{
    QStringList words;
    for (const QString &line : m_words->toPlainText().split(u'\n')) {
        if (const QString word = line.trimmed(); !word.isEmpty() && !words.contains(word))
            words << word;
    }
    return words;
}

QString MappingWordsDialog::locale() const
{
    return m_locale->text().trimmed();
}

void MappingWordsDialog::showState()
{
    EnrichmentMapping mapping;
    mapping.guardWords = guardWords();
    QString problem;
    if (!limitFault(mapping).isEmpty())
        problem
            = tr("\u201c0\u201d and \u201cfalse\u201d are values and cannot stand for nothing; there may be at most "
                 "%1 words of %2 characters.")
                  .arg(MappingLimits::guardWords)
                  .arg(MappingLimits::name);
    else if (!mappingLocale(locale()))
        problem = mappingFindingText({.fault = MappingFault::BadLocale, .subject = locale()});
    m_problem->setPlainText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_accept->setEnabled(problem.isEmpty());
}

} // namespace muster
