// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/recordsconsent.h"

#include "models/text/plaintext.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace muster {

RecordsConsent::RecordsConsent(QWidget *parent)
    : QWidget(parent)
    , m_send(named("sendRecordsCheck", new QCheckBox(tr("Sen&d each page’s records too"), this)))
    , m_more(new QWidget(this))
    , m_meaning(wrappedLabel(m_more, "sendRecordsLabel"))
    , m_word(named("confirmRecordsCheck", new QCheckBox(tr("I ma&y share this data with this receiver"), m_more)))
{
    fillColumn(m_more, space::xs, {m_meaning, m_word});
    fillColumn(this, space::xs, {m_send, m_more});
    connect(m_send, &QCheckBox::toggled, this, [this](bool isOn) {
        if (!isOn)
            m_word->setChecked(false);
        showMeaning();
        Q_EMIT changed();
    });
    connect(m_word, &QCheckBox::toggled, this, &RecordsConsent::changed);
    showMeaning();
}

void RecordsConsent::setWebhook(const QUrl &webhook)
{
    const QString host = webhook.isValid() ? webhook.host(QUrl::FullyEncoded) : QString();
    if (host == m_host)
        return;
    m_host = host;
    m_word->setChecked(false);
    showMeaning();
}

void RecordsConsent::setAttributeCount(int count)
{
    m_attributes = count;
    showMeaning();
}

void RecordsConsent::take(const QString &recordsTo)
{
    const bool isSame = !recordsTo.isEmpty() && recordsTo == m_host;
    m_send->setChecked(isSame);
    m_word->setChecked(isSame);
}

QString RecordsConsent::recordsTo() const
{
    return isWordMissing() || !m_send->isChecked() ? QString() : m_host;
}

bool RecordsConsent::isWordMissing() const
{
    return !m_host.isEmpty() && m_send->isChecked() && !m_word->isChecked();
}

void RecordsConsent::showMeaning()
{
    m_send->setEnabled(!m_host.isEmpty());
    m_more->setVisible(m_send->isChecked() && !m_host.isEmpty());
    const QString what = tr("Contact ID and %Ln attributes of every person in the file", nullptr, m_attributes);
    //: %1 is "Contact id and 5 attributes of every person in the file", %2 the name of a host.
    m_meaning->setPlainText(tr("%1 are sent to %2. This is personal data, and Muster can’t control what happens to it "
                               "there. Make sure that you have a legal basis and an agreement with the receiver before "
                               "you send it. Your confirmation is recorded with the run and in the history.")
                                .arg(what, visibleText(m_host, 120)));
}

} // namespace muster
