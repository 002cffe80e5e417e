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

DialConsentBox::DialConsentBox(QWidget *parent)
    : QWidget(parent)
{
    m_warning = wrappedLabel(this, "dialWarningLabel", ColourRole::Bad);
    m_names = new QWidget(this);
    m_rows = bareLayout<QVBoxLayout>(m_names, space::xs);
    fillColumn(this, space::xs, {m_warning, m_names});
    hide();
}

void DialConsentBox::showText(const QString &text, ColourRole role)
{
    m_warning->setPlainText(text, role);
    setVisible(!text.isEmpty());
    Q_EMIT changed();
}

void DialConsentBox::showLoading()
{
    setDialers({});
    m_isLoading = true;
    showText(tr("Asking who calls people from this list\u2026"), ColourRole::Muted);
}

void DialConsentBox::showError(const ApiError &error)
{
    setDialers({});
    showText(tr("Who calls people from this list could not be read. The run asks once more, and sends nothing unless "
                "it is told.")
                 % u' ' % errorSentence(error),
             ColourRole::Warn);
}

void DialConsentBox::setDialers(const QList<Dialer> &dialers)
{
    const bool wasLoading = std::exchange(m_isLoading, false);
    QList<Dialer> calling = dialers;
    calling.removeIf([](const Dialer &dialer) { return !dialer.mayDial(); });
    if (calling == m_dialers && !calling.isEmpty() && !wasLoading)
        return;
    m_dialers = calling;
    m_edits.clear();
    qDeleteAll(m_names->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    for (const Dialer &dialer : std::as_const(m_dialers)) {
        auto *edit = named("dialConsentEdit", new QLineEdit(m_names));
        edit->setMaximumWidth(280);
        connect(edit, &QLineEdit::textChanged, this, &DialConsentBox::changed);
        auto *label = buddyLabel(
            m_names,
            tr("Type \u201c%1\u201d to allow it").arg(visibleText(dialer.name, 100).replace(u'&', QLatin1String("&&"))),
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
}

bool DialConsentBox::isGiven() const
{
    return !m_isLoading && withoutConsent(m_dialers, consent()) == nullptr;
}

DialConsent DialConsentBox::consent() const
{
    DialConsent consent;
    for (qsizetype at = 0; at < m_dialers.size(); ++at) {
        if (m_edits[at]->text() == m_dialers[at].name)
            consent.names.append(m_dialers[at].name);
    }
    return consent;
}

} // namespace muster
