// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/exportprotection.h"

#include "models/text/exporttexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

namespace muster {

ExportProtection::ExportProtection(QWidget *parent)
    : QWidget(parent)
    , m_contactId(calmCombo(this, "contactIdCombo"))
    , m_masked(hintLabel(this,
                         tr("Masked: only the last two digits of international phone numbers stay; all other "
                            "values are replaced.")))
    , m_pseudonyms(hintLabel(this,
                             tr("Pseudonyms: the same value always gets the same one, in every export. Only a key "
                                "in this computer’s key store can link them to values.")))
    , m_replaceKey(pushButton(this, "replaceKeyButton", tr("Replace &key…")))
{
    m_masked->setObjectName(QStringLiteral("maskedHintLabel"));
    m_pseudonyms->setObjectName(QStringLiteral("pseudonymsHintLabel"));
    // Without masks: contacts that all have the same ID could not be told apart.
    for (const ColumnTreatment treatment : {ColumnTreatment::AsIs, ColumnTreatment::Pseudonym})
        m_contactId->addItem(treatmentText(treatment), int(treatment));
    auto *line
        = rowLayout(space::s, {buddyLabel(this, tr("Export c&ontact ID as"), m_contactId), m_contactId, boxStretch()});
    auto *key = rowLayout(space::s, {{m_pseudonyms, 1}, {m_replaceKey, 0, Qt::AlignTop}});
    fillColumn(this, space::xs, {line, m_masked, key});
    connect(m_contactId, &QComboBox::currentIndexChanged, this, [this] {
        showMeaning();
        Q_EMIT changed();
    });
    connect(m_replaceKey, &QPushButton::clicked, this, &ExportProtection::replaceKeyAsked);
    showMeaning();
}

void ExportProtection::setAttributes(const TreatedColumns &attributes)
{
    m_attributes = attributes;
    showMeaning();
}

TreatedColumns ExportProtection::contactId() const
{
    const auto treatment = ColumnTreatment(m_contactId->currentData().toInt());
    return treatment == ColumnTreatment::AsIs ? TreatedColumns() : TreatedColumns{{contactIdColumn, treatment}};
}

void ExportProtection::setContactId(ColumnTreatment treatment)
{
    m_contactId->setCurrentIndex(std::max(0, m_contactId->findData(int(treatment))));
}

void ExportProtection::showMeaning()
{
    m_masked->setVisible(!columnsTreated(m_attributes, ColumnTreatment::Masked).isEmpty());
    const bool hasPseudonyms = needsPseudonymKey(m_attributes + contactId());
    m_pseudonyms->setVisible(hasPseudonyms);
    m_replaceKey->setVisible(hasPseudonyms);
}

} // namespace muster
