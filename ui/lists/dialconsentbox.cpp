// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/dialconsentbox.h"

#include "models/text/dialertexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr int nameWidth = 280;

} // namespace

DialConsentBox::DialConsentBox(QWidget *parent)
    : QWidget(parent)
{
    m_warning = wrappedLabel(this, "dialWarningLabel", ColourRole::Bad);
    m_names = new QWidget(this);
    m_rows = bareLayout<QVBoxLayout>(m_names, space::xs);
    m_start = new QWidget(this);
    m_startHint = wrappedLabel(m_start, "startSkillLabel", ColourRole::Muted);
    m_startEdit = named("startSkillEdit", new QLineEdit(m_start));
    m_startEdit->setMaximumWidth(nameWidth);
    m_startEdit->setMaxLength(500);
    connect(m_startEdit, &QLineEdit::textChanged, this, &DialConsentBox::changed);
    m_startLabel = buddyLabel(m_start, {}, m_startEdit);
    auto *row = rowLayout(space::s, {m_startLabel, m_startEdit, boxStretch(1)});
    fillColumn(m_start, space::xs, {m_startHint, row});
    m_start->hide();
    fillColumn(this, space::xs, {m_warning, m_names, m_start});
    hide();
}

QString DialConsentBox::startable() const
{
    const bool isOne = m_offersStart && m_all.size() == 1 && m_all.first().state != Dialer::State::Running;
    return isOne ? m_all.first().name : QString();
}

void DialConsentBox::showStart()
{
    const QString name = startable();
    const QString shown = visibleText(name, 100);
    if (name.isEmpty())
        m_startEdit->clear();
    m_startHint->setPlainText(tr("This run starts no skill unless you type the name of “%1” here. If you do, its last "
                                 "file starts the skill, and people on the list are called.")
                                  .arg(shown));
    m_startLabel->setText(tr("Type “%1” to start it").arg(QString(shown).replace(u'&', QLatin1String("&&"))));
    m_startEdit->setAccessibleName(tr("Name of the skill to start"));
    m_start->setVisible(!name.isEmpty());
    setVisible(!name.isEmpty() || !m_warning->plainText().isEmpty());
}

void DialConsentBox::setOffersStart(bool offers)
{
    if (std::exchange(m_offersStart, offers) != offers)
        showStart();
}

bool DialConsentBox::isStartClear() const
{
    return m_startEdit->text().isEmpty() || m_startEdit->text() == startable();
}

void DialConsentBox::showText(const QString &text, ColourRole role)
{
    m_warning->setPlainText(text, role);
    m_warning->setVisible(!text.isEmpty());
    showStart();
    Q_EMIT changed();
}

void DialConsentBox::showLoading()
{
    setDialers({});
    m_isLoading = true;
    showText(tr("Checking what calls people from this list…"), ColourRole::Muted);
}

void DialConsentBox::showError(const ApiError &error)
{
    setDialers({});
    showText(
        tr("Couldn’t read what calls people from this list. The run checks again and sends nothing without an answer.")
            % u' ' % errorSentence(error),
        ColourRole::Warn);
}

void DialConsentBox::setDialers(const QList<Dialer> &dialers)
{
    const bool wasLoading = std::exchange(m_isLoading, false);
    QList<Dialer> calling = dialers;
    calling.removeIf([](const Dialer &dialer) { return !dialer.mayDial(); });
    if (dialers == m_all && !calling.isEmpty() && !wasLoading)
        return;
    m_all = dialers;
    m_dialers = calling;
    m_edits.clear();
    qDeleteAll(m_names->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    for (const Dialer &dialer : std::as_const(m_dialers)) {
        auto *edit = named("dialConsentEdit", new QLineEdit(m_names));
        edit->setMaximumWidth(nameWidth);
        connect(edit, &QLineEdit::textChanged, this, &DialConsentBox::changed);
        auto *label = buddyLabel(
            m_names,
            tr("Type “%1” to allow it").arg(visibleText(dialer.name, 100).replace(u'&', QLatin1String("&&"))),
            edit);
        m_rows->addLayout(rowLayout(space::s, {label, edit, boxStretch(1)}));
        m_edits.append(edit);
    }
    showText(dialWarningText(m_dialers), ColourRole::Bad);
}

void DialConsentBox::forget()
{
    for (QLineEdit *edit : std::as_const(m_edits))
        edit->clear();
    m_startEdit->clear();
}

bool DialConsentBox::isGiven() const
{
    return !m_isLoading && isStartClear() && withoutConsent(m_dialers, consent()) == nullptr;
}

DialConsent DialConsentBox::consent() const
{
    DialConsent consent;
    for (qsizetype at = 0; at < m_dialers.size(); ++at) {
        if (m_edits[at]->text() == m_dialers[at].name)
            consent.names.append(m_dialers[at].name);
    }
    if (isStartClear())
        consent.starts = m_startEdit->text();
    return consent;
}

} // namespace muster
