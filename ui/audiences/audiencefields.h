// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/rules/criteria/fieldprofile.h"

#include <QObject>

namespace muster {

class AudienceEditor;
class DraftPanes;
class FieldInference;
class FieldProfileStore;
class JsonFile;

/// What one tab knows of the fields of its draft's data source: what somebody wrote down in a file, where such a
/// profile is kept, else what the contacts at hand have. Takes profiles in and removes them, for all audiences of that
/// source.
class AudienceFields : public QObject
{
    Q_OBJECT

public:
    AudienceFields(AudienceEditor &editor, DraftPanes &views, FieldProfileStore &store, QObject *parent = nullptr);
    /// nullptr: none are at hand. Their fields are looked for on a worker; until then those known before stay, and
    /// newer contacts overtake.
    void setContacts(const SharedContactColumns &contacts);

private:
    void show();
    void chooseFile();
    void takeFile(const QByteArray &text);
    void askToReplace(const FieldProfile &profile);
    void keep(const FieldProfile &profile);
    void askToRemove();
    void refuse(const QString &sentence);
    void tellFailure(quint64 number, const ApiError &error);

    AudienceEditor &m_editor;
    DraftPanes &m_views;
    FieldProfileStore &m_store;
    JsonFile *m_file = nullptr;
    QString m_fileName; ///< Of what is being read, without its folder.
    quint64 m_keeping = 0; ///< Asked of the store by this tab, and not answered yet; 0: nothing.
    quint64 m_removing = 0;
    FieldInference *m_inference = nullptr;
    CriteriaFields m_inferred; ///< Of the contacts at hand.
    CriteriaFields m_shown;
};

} // namespace muster
