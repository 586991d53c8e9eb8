<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>voordeur::client::ui::CaseloadModel</name>
        <message numerus="yes">
            <source>%n to confirm</source>
            <translation>
                <numerusform>%n to confirm</numerusform>
                <numerusform>%n to confirm</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::CaseloadPage</name>
        <message numerus="yes">
            <source>%n families</source>
            <translation>
                <numerusform>%n family</numerusform>
                <numerusform>%n families</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n families</source>
            <translation>
                <numerusform>%1 of %n family</numerusform>
                <numerusform>%1 of %n families</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::CertificateCard</name>
        <message numerus="yes">
            <source>Valid until %1: %n day(s) left. Tell your administrator.</source>
            <translation>
                <numerusform>Valid until %1: %n day left. Tell your administrator.</numerusform>
                <numerusform>Valid until %1: %n days left. Tell your administrator.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Valid until %1: only %n day(s) left. Call your administrator now.</source>
            <translation>
                <numerusform>Valid until %1: only %n day left. Call your administrator now.</numerusform>
                <numerusform>Valid until %1: only %n days left. Call your administrator now.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::CheckPage</name>
        <message numerus="yes">
            <source>%n other(s) help here too.</source>
            <translation>
                <numerusform>%n other helps here too.</numerusform>
                <numerusform>%n others help here too.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n match(es) still have to be confirmed by a person.</source>
            <translation>
                <numerusform>%n match still has to be confirmed by a person.</numerusform>
                <numerusform>%n matches still have to be confirmed by a person.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::EcogramView</name>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n person</numerusform>
                <numerusform>%n people</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::MainWindow</name>
        <message numerus="yes">
            <source>%n note(s) have not been saved. Closing throws them away.</source>
            <translation>
                <numerusform>%n note has not been saved. Closing throws it away.</numerusform>
                <numerusform>%n notes have not been saved. Closing throws them away.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::MembersModel</name>
        <message numerus="yes">
            <source>%1 (%n years)</source>
            <translation>
                <numerusform>%1 (%n year)</numerusform>
                <numerusform>%1 (%n years)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::SettingsPage</name>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::Shell</name>
        <message numerus="yes">
            <source>Voordeur locks in %n second(s). Your work is kept.</source>
            <translation>
                <numerusform>Voordeur locks in %n second. Your work is kept.</numerusform>
                <numerusform>Voordeur locks in %n seconds. Your work is kept.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>This laptop can use Voordeur for %n more day(s). Tell your administrator.</source>
            <translation>
                <numerusform>This laptop can use Voordeur for %n more day. Tell your administrator.</numerusform>
                <numerusform>This laptop can use Voordeur for %n more days. Tell your administrator.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unconfirmed action(s) went too. Do them again.</source>
            <translation>
                <numerusform>%n unconfirmed action went too. Do it again.</numerusform>
                <numerusform>%n unconfirmed actions went too. Do them again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n action(s) got no answer yet. Voordeur keeps them and sends them again when you unlock. Do not do them a second time.</source>
            <translation>
                <numerusform>%n action got no answer yet. Voordeur keeps it and sends it again when you unlock. Do not do it a second time.</numerusform>
                <numerusform>%n actions got no answer yet. Voordeur keeps them and sends them again when you unlock. Do not do them a second time.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n action(s) were not done, or that is not certain. Look at them.</source>
            <translation>
                <numerusform>%n action was not done, or that is not certain. Look at it.</numerusform>
                <numerusform>%n actions were not done, or that is not certain. Look at them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::StatusStrip</name>
        <message numerus="yes">
            <source>Locks in %n minute(s)</source>
            <translation>
                <numerusform>Locks in %n minute</numerusform>
                <numerusform>Locks in %n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Locks in %n second(s)</source>
            <translation>
                <numerusform>Locks in %n second</numerusform>
                <numerusform>Locks in %n seconds</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::UnlockPage</name>
        <message numerus="yes">
            <source>%n draft(s) wait for you until you close Voordeur.</source>
            <translation>
                <numerusform>Your draft waits for you until you close Voordeur.</numerusform>
                <numerusform>%n drafts wait for you until you close Voordeur.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>You can try again in %n second(s).</source>
            <translation>
                <numerusform>You can try again in %n second.</numerusform>
                <numerusform>You can try again in %n seconds.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::UnreadableCard</name>
        <message numerus="yes">
            <source>%n part(s) of this file could not be read.</source>
            <translation>
                <numerusform>%n part of this file could not be read.</numerusform>
                <numerusform>%n parts of this file could not be read.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>voordeur::client::ui::UnreadableModel</name>
        <message numerus="yes">
            <source>It was saved %n time(s).</source>
            <translation>
                <numerusform>It was saved %n time.</numerusform>
                <numerusform>It was saved %n times.</numerusform>
            </translation>
        </message>
    </context>
</TS>
